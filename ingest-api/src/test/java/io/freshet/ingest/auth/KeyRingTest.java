package io.freshet.ingest.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingest.Samples;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
  private final Token token = Token.random(new SecureRandom());
  private final Caller caller =
      new Caller(token.id(), "prod", Set.of("payments"), Set.of(Access.WRITE));
  private final ApiKey key =
      new ApiKey(
          caller,
          token.secretHash(),
          Samples.NOW,
          Optional.of(Samples.NOW.plus(Duration.ofDays(1))));
  private final KeyRing ring = new KeyRing(List.of(key), () -> Samples.NOW);

  @Test
  void admitsTheHolderByEitherScheme() {
    assertThat(ring.admit("Bearer " + token.reveal())).isEqualTo(new Admission.Admitted(caller));
    assertThat(ring.admit("Tecton-key " + token.reveal()))
        .isEqualTo(new Admission.Admitted(caller));
  }

  @Test
  void admitsNoPrefixNoExtensionAndNoOther() {
    String whole = token.reveal();
    for (String wrong :
        List.of(
            "",
            whole,
            "Basic " + whole,
            "Bearer ",
            "Bearer fsk_",
            "Bearer fsk_" + token.id() + "_",
            "Bearer " + whole.substring(0, whole.length() - 1),
            "Bearer " + whole + "x",
            "Bearer " + Token.random(new SecureRandom()).reveal())) {
      assertThat(ring.admit(wrong)).isEqualTo(Admission.unknown());
    }
  }

  @Test
  void admitsNobodyAfterTheExpiry() {
    var later = new KeyRing(List.of(key), () -> Samples.NOW.plus(Duration.ofDays(1)));
    assertThat(later.admit("Bearer " + token.reveal())).isEqualTo(Admission.unknown());
  }

  @Test
  void aCallerMayOnlyDoWhatTheKeySays() {
    assertThat(caller.may(Access.WRITE, "prod", "payments")).isTrue();
    assertThat(caller.may(Access.WRITE, "prod", "others")).isFalse();
    assertThat(caller.may(Access.WRITE, "test", "payments")).isFalse();
    assertThat(caller.may(Access.READ, "prod", "payments")).isFalse();
  }

  @Test
  void theFileKeepsKeysAndNoSecret(@TempDir Path folder) throws IOException {
    var file = new KeyFile(folder.resolve("keys.yaml"));
    file.write(List.of(key));
    var problems = new Problems();
    assertThat(file.read(problems)).containsExactly(key);
    assertThat(problems.list()).isEmpty();
    String secret = token.reveal().substring(("fsk_" + token.id() + "_").length());
    assertThat(Files.readString(file.path())).doesNotContain(secret);
    assertThat(token.toString()).doesNotContain(secret);
  }

  @Test
  void anUnreadableExpiryDoesNotMakeAKeyForEver(@TempDir Path folder) throws IOException {
    var file = new KeyFile(folder.resolve("keys.yaml"));
    file.write(List.of(key));
    String text = Files.readString(file.path());
    Files.writeString(file.path(), text.replaceAll("expires: .*", "expires: \"soon\""));
    var problems = new Problems();
    assertThat(file.read(problems)).isEmpty();
    assertThat(problems.toString()).contains("expires");
  }
}
