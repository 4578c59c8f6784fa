package io.lyceum.platform.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record that only wraps {@code value} or {@code name} (an id, a role) as the bare value,
 * also as a map's key, so that domain records need no annotation.
 */
final class WrapperRecords extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1;

  // Not hasAsKey too: Jackson takes an accessor for one of the two, and a map's key falls back to
  // the
  // value.
  @Override
  public @Nullable Boolean hasAsValue(Annotated a) {
    return (a instanceof AnnotatedMethod method && isAccessor(method))
        ? Boolean.TRUE
        : super.hasAsValue(a);
  }

  @Override
  public JsonCreator.@Nullable Mode findCreatorAnnotation(MapperConfig<?> config, Annotated a) {
    if (a instanceof AnnotatedConstructor constructor
        && isWrapper(constructor.getDeclaringClass())) {
      return JsonCreator.Mode.DELEGATING;
    }
    return super.findCreatorAnnotation(config, a);
  }

  private static boolean isAccessor(AnnotatedMethod method) {
    return method.getParameterCount() == 0
        && isWrapper(method.getDeclaringClass())
        && method.getName().equals(method.getDeclaringClass().getRecordComponents()[0].getName());
  }

  private static boolean isWrapper(Class<?> type) {
    RecordComponent @Nullable [] components = type.isRecord() ? type.getRecordComponents() : null;
    return components != null
        && components.length == 1
        && (components[0].getName().equals("value") || components[0].getName().equals("name"))
        && (components[0].getType() == String.class
            || components[0].getType() == java.util.UUID.class);
  }
}
