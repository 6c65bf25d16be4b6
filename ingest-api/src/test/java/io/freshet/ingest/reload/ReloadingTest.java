package io.freshet.ingest.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.yaml.Problem;
import io.freshet.yaml.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReloadingTest {
  private final Files files = new Files("one");
  private final List<String> heard = new ArrayList<>();
  private final Reloading<String> reloading = Reloading.start(files, new Problems());

  @Test
  void whatDoesNotChangeIsNotReadAgain() {
    poll();
    poll();
    assertThat(files.reads).isEqualTo(1);
    assertThat(heard).isEmpty();
  }

  @Test
  void aChangeIsInUseAfterTheNextPoll() {
    files.content = "two";
    assertThat(reloading.get()).isEqualTo("one");
    poll();
    assertThat(reloading.get()).isEqualTo("two");
    assertThat(heard).containsExactly("one -> two");
  }

  @Test
  void aBadChangeKeepsTheLastGoodContentAndIsToldOnce() {
    files.content = "bad: two";
    poll();
    poll();
    poll();
    assertThat(reloading.get()).isEqualTo("one");
    assertThat(heard).containsExactly("kept: files: bad: two");
    files.content = "bad: three";
    poll();
    files.content = "four";
    poll();
    assertThat(heard)
        .containsExactly("kept: files: bad: two", "kept: files: bad: three", "one -> four");
  }

  @Test
  void theOldContentAgainAfterABadOneIsAReload() {
    files.content = "bad: two";
    poll();
    files.content = "one";
    poll();
    assertThat(heard).containsExactly("kept: files: bad: two", "one -> one");
  }

  @Test
  void whatChangesWhileItIsReadIsReadAgain() {
    files.content = "half";
    files.afterRead = Optional.of("whole");
    poll();
    assertThat(reloading.get()).isEqualTo("one");
    assertThat(heard).isEmpty();
    poll();
    assertThat(reloading.get()).isEqualTo("whole");
  }

  @Test
  void whatChangesDuringTheFirstReadIsSeenAtTheFirstPoll() {
    var busy = new Files("first");
    busy.afterRead = Optional.of("second");
    Reloading<String> started = Reloading.start(busy, new Problems());
    assertThat(started.get()).isEqualTo("first");
    started.poll(new Heard());
    assertThat(started.get()).isEqualTo("second");
  }

  @Test
  void aBugInReadingKeepsTheLastGoodContent() {
    files.content = "bug";
    poll();
    poll();
    assertThat(reloading.get()).isEqualTo("one");
    assertThat(heard).hasSize(1).first().asString().contains("kept: reload: a bug");
  }

  private void poll() {
    reloading.poll(new Heard());
  }

  private final class Heard implements Reloads<String> {
    @Override
    public void loaded(String before, String now) {
      heard.add(before + " -> " + now);
    }

    @Override
    public void kept(Problems problems) {
      heard.add("kept: " + problems);
    }
  }

  private static final class Files implements Reading<String> {
    private String content;
    private Optional<String> afterRead = Optional.empty();
    private int reads;

    Files(String content) {
      this.content = content;
    }

    @Override
    public String fingerprint() {
      return "fingerprint of " + content;
    }

    @Override
    public String read(Problems problems) {
      reads++;
      String read = content;
      afterRead.ifPresent(next -> content = next);
      afterRead = Optional.empty();
      if (read.equals("bug")) {
        throw new IllegalStateException("planted");
      }
      if (read.startsWith("bad")) {
        problems.add(new Problem("files", 0, "", read, Optional.empty()));
      }
      return read;
    }
  }
}
