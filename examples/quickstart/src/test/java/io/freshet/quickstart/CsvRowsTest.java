package io.freshet.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvRowsTest {
  @TempDir Path folder;

  @Test
  void valuesHaveTheirColumnsNames() throws IOException {
    Path file =
        Files.writeString(folder.resolve("some.csv"), "a,b,c\n1,\"[\"\"x\"\",\"\"y\"\"]\",\n,,3\n");

    assertThat(CsvRows.read(file))
        .isEqualTo(
            List.of(
                Map.of("a", "1", "b", "[\"x\",\"y\"]", "c", ""),
                Map.of("a", "", "b", "", "c", "3")));
  }
}
