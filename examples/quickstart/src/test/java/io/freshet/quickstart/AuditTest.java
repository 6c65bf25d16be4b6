package io.freshet.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditTest {
  private static final Audit WHOLE = new Audit(10, 9, 1, 10, 5, Optional.empty());

  @Test
  void everyEventIsStoredOrDeadLettered() {
    assertThat(WHOLE.passed()).isTrue();
    assertThat(WHOLE.json())
        .isEqualTo(
            "{\"produced\":10,\"stored\":9,\"dead_lettered\":1,\"committed\":10,\"online_rows\":5,\"lost\":0}");
    assertThat(new Audit(10, 8, 1, 10, 5, Optional.empty()).passed()).isFalse();
    assertThat(new Audit(10, 9, 1, 9, 5, Optional.empty()).passed()).isFalse();
  }

  @Test
  void theOfflineLogHasEveryRowOfTheHistoryOnce() {
    Audit offline = WHOLE.with(new Audit.Offline(11, 11));
    assertThat(offline.passed()).isTrue();
    assertThat(offline.json())
        .contains("\"online_rows\":5,\"history_rows\":11,\"offline_rows\":11,\"lost\":0}");

    Audit missing = WHOLE.with(new Audit.Offline(11, 9));
    assertThat(missing.passed()).isFalse();
    assertThat(missing.lost()).isEqualTo(2);
    Audit twice = WHOLE.with(new Audit.Offline(11, 12));
    assertThat(twice.passed()).isFalse();
    assertThat(twice.lost()).isZero();
  }
}
