package io.freshet.bridge.map;

import io.freshet.schema.FeatureView;
import io.freshet.schema.Field;
import io.freshet.schema.Fields;
import io.freshet.schema.PushSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * What a delete has to say: the timestamp, and the entity. Where several views have different ones,
 * the server takes any that is complete.
 */
final class Identity {
  private final Field timestamp;
  private final Map<String, Field> entity = new LinkedHashMap<>();

  Identity(PushSource source) {
    Fields fields = source.fields();
    Field time = fields.at(source.timestampPosition());
    this.timestamp = new Field(time.name(), time.type(), true);
    SequencedSet<List<String>> entities = new LinkedHashSet<>();
    source.featureViews().stream().map(FeatureView::entity).forEach(entities::add);
    for (List<String> names : entities) {
      for (String name : names) {
        Field field = fields.at(fields.position(name));
        entity.put(name, new Field(name, field.type(), entities.size() == 1));
      }
    }
  }

  Field timestamp() {
    return timestamp;
  }

  List<Field> entity() {
    return List.copyOf(entity.values());
  }

  boolean needs(String field) {
    return field.equals(timestamp.name()) || entity.containsKey(field);
  }

  /** Those of a route's fields that a delete needs, and no stricter about them than it is. */
  List<MappedField> of(List<MappedField> fields) {
    return fields.stream()
        .filter(field -> needs(field.field().name()))
        .map(field -> field.as(entity.getOrDefault(field.field().name(), timestamp)))
        .toList();
  }
}
