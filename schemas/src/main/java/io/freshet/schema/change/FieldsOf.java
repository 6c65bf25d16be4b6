package io.freshet.schema.change;

import io.freshet.schema.Field;
import io.freshet.schema.Fields;
import io.freshet.schema.Part;
import io.freshet.schema.PushSource;
import io.freshet.schema.UnknownFields;
import io.freshet.yaml.NearNames;
import java.util.List;

/** The fields of one push source, before and after. */
final class FieldsOf {
  private final PushSource old;
  private final PushSource now;
  private final Found found;

  FieldsOf(PushSource old, PushSource now, Found found) {
    this.old = old;
    this.now = now;
    this.found = found;
  }

  void compare() {
    for (Field before : old.fields()) {
      int position = now.fields().position(before.name());
      if (position < 0) {
        gone(before);
      } else {
        compare(before, now.fields().at(position));
      }
    }
    for (Field field : now.fields()) {
      if (old.fields().position(field.name()) < 0) {
        added(field);
      }
    }
  }

  private void gone(Field field) {
    String consequence =
        now.unknownFields() == UnknownFields.REJECT
            ? "records that carry it are refused (UNKNOWN_FIELD)"
            : "what writers send in it is dropped without a word";
    List<String> added = now.fields().names().stream().filter(this::isNew).toList();
    String renamed =
        NearNames.nearest(field.name(), added)
            .map(name -> " (a rename to " + name + " is a removal)")
            .orElse("");
    found.gone(
        Part.of(old).child("fields", field.name()),
        isFeature(old, field) ? Found.BOTH : Found.WRITERS,
        "field removed: " + consequence + renamed,
        "keep it, optional where writers are to stop sending it");
  }

  private void added(Field field) {
    Part part = Part.of(now).child("fields", field.name());
    if (field.required()) {
      found.breaks(
          part,
          Found.WRITERS,
          "required field added: records without it are refused (MISSING_REQUIRED)",
          "add it as optional, and require it once every writer sends it");
    } else if (old.unknownFields() == UnknownFields.IGNORE) {
      found.compatible(
          part, "optional field added: what writers send in it has been ignored, now it must fit");
    } else {
      found.compatible(part, "optional field added");
    }
  }

  private void compare(Field before, Field after) {
    Part part = Part.of(now).child("fields", after.name());
    if (!before.type().equals(after.type())) {
      found.breaks(
          part.child("type"),
          Found.BOTH,
          "was "
              + before.type().text()
              + ", is "
              + after.type().text()
              + ": values of the old type are refused, and rows that are there still hold them",
          "add a field of another name beside it, and remove this one when nobody uses it");
    }
    if (!before.required() && after.required()) {
      found.breaks(
          part.child("required"),
          Found.WRITERS,
          "was optional, is required: records without it are refused (MISSING_REQUIRED)",
          "see first that every writer sends it");
    }
    if (before.required() && !after.required()) {
      noLongerRequired(after, part.child("required"));
    }
  }

  private void noLongerRequired(Field field, Part part) {
    String message = "was required, is optional";
    if (isFeature(now, field) && isFeature(old, field)) {
      found.breaks(
          part,
          Found.READERS,
          message + ": readers may find the feature absent",
          "see first that every reader can do without it");
    } else {
      found.compatible(part, message);
    }
  }

  private boolean isNew(String name) {
    Fields before = old.fields();
    return before.position(name) < 0;
  }

  private static boolean isFeature(PushSource source, Field field) {
    return source.featureViews().stream().anyMatch(view -> view.features().contains(field.name()));
  }
}
