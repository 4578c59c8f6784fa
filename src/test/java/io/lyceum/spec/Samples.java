package io.lyceum.spec;

import com.fasterxml.uuid.Generators;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSequence;
import org.pcollections.PSet;
import org.pcollections.TreePVector;

/**
 * Values of any record, made from its components.
 *
 * @param full whether optional parts are there, lists have an element and flags are set
 * @param turn which constant of an enum and which case of a sealed interface is taken
 */
record Samples(boolean full, int turn) {
  /** What every text and so every id is called. */
  static final String TEXT = "sample";

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final UUID ID = Generators.timeBasedEpochGenerator().generate();

  /** Enough turns for every constant of the enums in events. */
  private static final int TURNS = 6;

  static List<Samples> variants() {
    return java.util.stream.IntStream.range(0, TURNS)
        .boxed()
        .flatMap(turn -> List.of(new Samples(true, turn), new Samples(false, turn)).stream())
        .toList();
  }

  <T> T make(Class<T> type) {
    return box(type).cast(of(type));
  }

  private Object of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return of((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
    }
    return of((Class<?>) type, new Type[0]);
  }

  private Object of(Class<?> raw, Type[] arguments) {
    if (raw == Optional.class) {
      return full ? Optional.of(of(arguments[0])) : Optional.empty();
    }
    if (Map.class.isAssignableFrom(raw)) {
      return map(raw, arguments);
    }
    if (Collection.class.isAssignableFrom(raw)) {
      return collection(raw, arguments);
    }
    if (raw.isRecord()) {
      return record(raw);
    }
    if (raw.isEnum()) {
      return raw.getEnumConstants()[turn % raw.getEnumConstants().length];
    }
    if (raw.isSealed()) {
      return of(raw.getPermittedSubclasses()[turn % raw.getPermittedSubclasses().length]);
    }
    return simple(raw);
  }

  private Object simple(Class<?> raw) {
    return switch (raw.getName()) {
      case "java.lang.String" -> TEXT;
      case "boolean", "java.lang.Boolean" -> full;
      case "int", "java.lang.Integer" -> 1;
      case "long", "java.lang.Long" -> 1L;
      case "double", "java.lang.Double" -> full ? 1.5 : 0.0;
      case "java.time.Instant" -> NOON;
      case "java.time.Duration" -> Duration.ofSeconds(1);
      case "java.util.UUID" -> ID;
      default -> throw new IllegalArgumentException("no sample of " + raw.getName());
    };
  }

  private Object map(Class<?> raw, Type[] arguments) {
    PMap<Object, Object> empty = HashTreePMap.empty();
    PMap<Object, Object> map = full ? empty.plus(of(arguments[0]), of(arguments[1])) : empty;
    return fitting(raw, map);
  }

  private Object collection(Class<?> raw, Type[] arguments) {
    List<Object> items = full ? List.of(of(arguments[0])) : List.of();
    if (PSequence.class.isAssignableFrom(raw)) {
      return fitting(raw, TreePVector.from(items));
    }
    if (PSet.class.isAssignableFrom(raw)) {
      return fitting(raw, HashTreePSet.from(items));
    }
    if (Set.class.isAssignableFrom(raw)) {
      return fitting(raw, Set.copyOf(items));
    }
    // A plain list was given from the start and is longer than one that grows as it is used up.
    return fitting(raw, full ? List.of(items.getFirst(), items.getFirst()) : items);
  }

  private static Object fitting(Class<?> raw, Object value) {
    return raw.cast(value);
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values =
        Arrays.stream(components).map(c -> of(c.getGenericType())).toArray(Object[]::new);
    if (values.length > 1 && Arrays.stream(types).allMatch(Optional.class::equals)) {
      // One of many: the parts exclude each other.
      int there = turn % values.length;
      Arrays.fill(values, Optional.empty());
      values[there] = new Samples(true, turn).of(components[there].getGenericType());
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no sample of " + type.getName(), e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> Class<T> box(Class<T> type) {
    return (Class<T>) java.lang.invoke.MethodType.methodType(type).wrap().returnType();
  }
}
