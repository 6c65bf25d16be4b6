package io.freshet.schema.file;

import io.freshet.schema.Catalogue;
import io.freshet.schema.PushSource;
import io.freshet.yaml.Place;
import io.freshet.yaml.Problems;
import io.freshet.yaml.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a directory of schema files registers, and where in the files it does so. */
public record SchemaFiles(Catalogue catalogue, Places places) {

  /** Reads every file; what is wrong with any of them is added to {@code problems}. */
  public static SchemaFiles read(Path directory, Problems problems) {
    List<PushSource> sources = new ArrayList<>();
    var places = new Places();
    var names = new TakenNames();
    for (Path path : new SchemaTree(directory).files(problems)) {
      var file = new SourceFile(Section.read(path, problems), places);
      Optional<PushSource> source = file.source();
      names.take(file);
      source.ifPresent(sources::add);
    }
    return new SchemaFiles(new Catalogue(sources), places);
  }

  /** Push sources, and feature views, have names of their own in a workspace. */
  private static final class TakenNames {
    private final Map<String, Place> first = new HashMap<>();

    void take(SourceFile file) {
      file.declared()
          .forEach(declared -> {
            Place other =
                first.putIfAbsent(declared.kind() + " " + declared.name(), declared.place());
            if (other != null) {
              declared.clash(other.file() + ":" + other.line());
            }
          });
    }
  }
}
