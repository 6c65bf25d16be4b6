package io.freshet.quickstart.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.quickstart.guarantee.Step.BreakRegistry;
import io.freshet.quickstart.guarantee.Step.Meanwhile;
import io.freshet.quickstart.guarantee.Step.Suffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ScheduleTest {

  @Test
  void theSameSeedMakesTheSameSchedule() {
    assertThat(Schedule.of(42, Shape.of(42))).isEqualTo(Schedule.of(42, Shape.of(42)));
    assertThat(Schedule.of(42, Shape.of(42)).trials())
        .isNotEqualTo(Schedule.of(44, Shape.of(44)).trials());
  }

  @Test
  void everyKindOfStepAndOfTroubleComesInEverySchedule() {
    for (long seed = 0; seed < 20; seed++) {
      Schedule schedule = Schedule.of(seed, Shape.of(seed));
      Set<Class<?>> steps =
          schedule.trials().stream()
              .map(trial -> trial.step().getClass())
              .collect(Collectors.toSet());
      Set<Class<?>> all = new HashSet<>(Arrays.asList(Step.class.getPermittedSubclasses()));
      if (!schedule.shape().hasRegistry()) {
        all.remove(BreakRegistry.class);
      }
      assertThat(steps).isEqualTo(all);
      assertThat(suffered(schedule).map(Suffer::trouble))
          .containsAll(Arrays.asList(Trouble.values()));
      assertThat(suffered(schedule).map(Suffer::meanwhile))
          .containsAll(Arrays.asList(Meanwhile.values()));
    }
  }

  @Test
  void theRecordsSufficeForEveryTrial() {
    LongStream.range(0, 50)
        .mapToObj(seed -> Schedule.of(seed, Shape.of(seed)))
        .forEach(schedule -> {
          int used = schedule.trials().stream().mapToInt(Trial::records).sum();
          int beforeAndBetween = 2 * Conductor.FOR_EVERY_PARTITION;
          assertThat(used + beforeAndBetween).isLessThan(schedule.shape().records());
          assertThat(schedule.trials()).allMatch(trial -> trial.after() < trial.records());
        });
  }

  @Test
  void printsItselfAndHowToPlayItAgain() {
    Schedule schedule = Schedule.of(42, Shape.of(42));
    assertThat(schedule.command()).endsWith("-Dfreshet.seed=42");
    assertThat(schedule.toString()).startsWith("seed 42").contains("KillBroker[broker=0]");
    assertThat(schedule.toString().lines()).hasSize(schedule.trials().size() + 1);
  }

  private static Stream<Suffer> suffered(Schedule schedule) {
    return schedule.trials().stream()
        .map(Trial::step)
        .filter(Suffer.class::isInstance)
        .map(Suffer.class::cast);
  }
}
