package io.lyceum.benchmark.growth;

import io.lyceum.bench.report.Report;
import io.lyceum.benchmark.contender.Running;
import java.util.List;

/** The load tool, run against a server with these options. */
public interface Tool {
  Report run(Running server, List<String> options);
}
