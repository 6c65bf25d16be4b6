package io.freshet.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingest.config.IngestConfig.Auth;
import io.freshet.ingest.config.IngestConfig.Watched;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
  private static final String GOOD =
      """
      server: {host: 0.0.0.0, port: 8080}
      schemas: {directory: schemas/}
      auth: {keys_file: keys.yaml}
      store: {in_memory: {}}
      """;

  @TempDir private Path folder;
  private final Problems problems = new Problems();

  @Test
  void pathsAreRelativeToTheFileAndFilesAreLookedAtEveryFewSeconds() throws IOException {
    IngestConfig config = read(GOOD);
    assertThat(problems.list()).isEmpty();
    assertThat(config.schemas())
        .isEqualTo(new Watched(folder.resolve("schemas"), Duration.ofSeconds(5)));
    assertThat(config.auth())
        .isEqualTo(new Auth.Keys(new Watched(folder.resolve("keys.yaml"), Duration.ofSeconds(10))));
  }

  @Test
  void howOftenFilesAreLookedAtCanBeSaid() throws IOException {
    IngestConfig config =
        read(
            GOOD.replace("schemas/}", "schemas/, reload: 1m}")
                .replace("keys.yaml}", "keys.yaml, reload: 2s}"));
    assertThat(problems.list()).isEmpty();
    assertThat(config.schemas().reload()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.auth())
        .isEqualTo(new Auth.Keys(new Watched(folder.resolve("keys.yaml"), Duration.ofSeconds(2))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "'::1'"})
  void onLoopbackAuthenticationMayBeOff(String host) throws IOException {
    IngestConfig config = read(disabled(host));
    assertThat(problems.list()).isEmpty();
    assertThat(config.auth()).isEqualTo(new Auth.Disabled());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "'::'", "10.0.0.1", "example.org", "127.0.0.1.example.org"})
  void whereOthersCanConnectAuthenticationMayNotBeOff(String host) throws IOException {
    read(disabled(host));
    assertThat(problems.toString())
        .contains("ingest.yaml:3: auth.disabled: only where no other machine can connect");
  }

  @Test
  void withoutAHostTheServerIsOpenToOthers() throws IOException {
    read(disabled("0.0.0.0").replace("host: 0.0.0.0, ", ""));
    assertThat(problems.toString()).contains("auth.disabled: only where no other machine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{keys_file: keys.yaml} | {} | 3: auth.keys_file: is missing",
        "{keys_file: keys.yaml} | {keys_fiel: keys.yaml} | auth.keys_fiel: unknown key (did you mean keys_file?)",
        "{keys_file: keys.yaml} | {keys_file: k, disabled: true} | auth.keys_file: has no meaning beside",
        "keys_file: keys.yaml | keys_file: keys.yaml, reload: 31s | auth.reload: must be between 100ms and 30s",
        "directory: schemas/ | directory: schemas/, reload: 1ms | schemas.reload: must be between 100ms and 1h",
        "directory: schemas/ | reload: 1s | schemas.directory: is missing",
        "port: 8080 | port: 99999 | 1: server.port: must be between 0 and 65535",
        "store: | stroe: | stroe: unknown key (did you mean store?)"
      })
  void saysWhatIsWrongAndWhere(String good, String bad, String expected) throws IOException {
    read(GOOD.replace(good, bad));
    assertThat(problems.toString()).contains(expected);
  }

  private static String disabled(String host) {
    return GOOD.replace("0.0.0.0", host).replace("keys_file: keys.yaml", "disabled: true");
  }

  private IngestConfig read(String yaml) throws IOException {
    Path file = folder.resolve("ingest.yaml");
    Files.writeString(file, yaml);
    return IngestConfig.read(file, problems);
  }
}
