# Runs the Autobahn suite against argv[1] and leaves its reports in argv[2].
import sys
from autobahntestsuite import wstest

spec = {
    'outdir': sys.argv[2],
    'servers': [{'agent': 'lyceum', 'url': sys.argv[1], 'options': {'version': 18}}],
    'cases': ['*'],
    'exclude-cases': ['9.*'],
    'exclude-agent-cases': {},
}
wstest.start({'mode': 'fuzzingclient'}, spec)
