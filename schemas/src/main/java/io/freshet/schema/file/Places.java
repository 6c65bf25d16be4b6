package io.freshet.schema.file;

import io.freshet.schema.Part;
import io.freshet.yaml.Place;
import io.freshet.yaml.Section;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the parts of a catalogue stand in its files. */
public final class Places {
  private final Map<Part, Place> places = new HashMap<>();

  Places() {}

  /** The place of a part, or of the nearest part around it that is written down. */
  public Optional<Place> of(Part part) {
    for (int length = part.path().size(); length >= 0; length--) {
      List<String> around = part.path().subList(0, length);
      Place place = places.get(new Part(part.workspace(), part.pushSource(), around));
      if (place != null) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  /** Notes where a part stands, the key that names it, and each of its keys. */
  void note(Part part, Section section, String name) {
    places.putIfAbsent(part, section.place(name));
    section.keys().forEach(key -> places.putIfAbsent(part.child(key), section.place(key)));
  }
}
