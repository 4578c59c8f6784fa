package io.lyceum.golden;

import io.lyceum.call.CallSettings;
import io.lyceum.call.CallTopic;
import io.lyceum.chat.ChatTopic;
import io.lyceum.classroom.ClassroomTopic;
import io.lyceum.inbox.InboxTopic;
import io.lyceum.progress.ProgressTopic;
import io.lyceum.quiz.QuizSettings;
import io.lyceum.quiz.QuizTopic;
import io.lyceum.topic.TopicKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the next recording would write: for every kind, scripted topics in which every event of
 * today occurs. A new kind or event gets its lines here.
 */
final class GoldenScripts {
  /** Every kind; a test compares them with the source tree. */
  static final Map<Class<?>, TopicKind<?, ?, ?>> KINDS = kinds();

  private GoldenScripts() {}

  /** The scripts by the kind's name. */
  static Map<String, List<Script<?, ?, ?>>> all() {
    Map<String, List<Script<?, ?, ?>>> scripts = new LinkedHashMap<>();
    scripts.put(ChatTopic.NAME, ChatScripts.all());
    scripts.put(ClassroomTopic.NAME, ClassScripts.all());
    scripts.put(QuizTopic.NAME, QuizScripts.all());
    scripts.put(ProgressTopic.NAME, ProgressScripts.all());
    scripts.put(InboxTopic.NAME, CallScripts.inboxes());
    scripts.put(CallTopic.NAME, CallScripts.calls());
    return scripts;
  }

  private static Map<Class<?>, TopicKind<?, ?, ?>> kinds() {
    Map<Class<?>, TopicKind<?, ?, ?>> kinds = new LinkedHashMap<>();
    kinds.put(ChatTopic.class, ChatTopic.kind());
    kinds.put(ClassroomTopic.class, ClassroomTopic.kind());
    kinds.put(QuizTopic.class, QuizTopic.kind(QuizSettings.DEFAULTS));
    kinds.put(ProgressTopic.class, ProgressTopic.kind());
    kinds.put(InboxTopic.class, InboxTopic.kind());
    kinds.put(CallTopic.class, CallTopic.kind(CallSettings.DEFAULTS));
    return kinds;
  }
}
