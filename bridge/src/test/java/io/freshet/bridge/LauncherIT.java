package io.freshet.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bin/launch, with the packaged jar. */
class LauncherIT {
  private static final Path LAUNCHER = Path.of("../bin/launch");

  @TempDir Path folder;

  @Test
  void takesFromItsCacheWhatTheRehearsalHasLoadedAndStartsSilentlyWithoutIt() throws Exception {
    Path jar = jar();
    assertThat(launch(jar, "--build-cache")).isZero();
    assertThat(caches()).hasSize(1);
    assertThat(cachedClasses(jar, "--version")).hasSizeGreaterThan(1_000);
    assertThat(cachedClasses(jar, "rehearse"))
        .anyMatch(line -> line.contains(" okhttp3.internal.http2.Http2Connection "))
        .anyMatch(line -> line.contains(" io.freshet.bridge.push.Shipment "));

    Files.writeString(caches().getFirst(), "damaged");
    assertThat(cachedClasses(jar, "--version")).isEmpty();
    assertThat(Files.readAllLines(folder.resolve("output")))
        .singleElement()
        .asString()
        .startsWith("freshet-bridge ");
  }

  @Test
  void startsWithoutTheCacheOfAnotherJar() throws Exception {
    Path jar = jar();
    Path cache = folder.resolve("freshet-bridge-1.aot");
    Files.writeString(cache, "not the one");
    assertThat(cachedClasses(jar, "--version")).isEmpty();

    assertThat(launch(jar, "--build-cache")).isZero();
    assertThat(cache).doesNotExist();
    Files.setLastModifiedTime(jar, FileTime.fromMillis(System.currentTimeMillis() + 3_600_000));
    assertThat(cachedClasses(jar, "--version")).isEmpty();
  }

  private Path jar() throws Exception {
    return Files.copy(
        Path.of("target/freshet-bridge.jar"),
        folder.resolve("freshet-bridge.jar"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private List<Path> caches() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".aot")).toList();
    }
  }

  /** The bridge's own and its libraries' classes that a start has found in a cache. */
  private List<String> cachedClasses(Path jar, String argument) throws Exception {
    Path log = folder.resolve("classes");
    Files.deleteIfExists(log);
    assertThat(launch(jar, argument, "-Xlog:class+load:file=" + log)).isZero();
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> line.contains("shared objects file"))
          .filter(line -> line.matches(".* (io\\.freshet|org\\.apache\\.kafka|okhttp3)\\..*"))
          .toList();
    }
  }

  private int launch(Path jar, String argument, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(LAUNCHER.toString(), jar.toString(), "128m", argument));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    builder.environment().put("JAVA", System.getProperty("java.home") + "/bin/java");
    builder.environment().put("JAVA_OPTIONS", String.join(" ", Arrays.asList(options)));
    builder.environment().remove("FRESHET_CACHE");
    Process process = builder.start();
    assertThat(process.waitFor(Duration.ofMinutes(5).toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
