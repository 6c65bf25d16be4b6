package io.freshet.offline.command;

import io.freshet.offline.training.Request.Means;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the join may use of the machine. */
final class MeansOptions {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,6})(MiB|GiB)");

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description =
          "The join's memory, such as 512MiB or 4GiB; beyond it, it goes on in files. Beside it are "
              + "the JVM's own, 0.3 GiB or so. Default: four fifths of the machine's.")
  Optional<String> memory = Optional.empty();

  @Option(
      names = "--temp",
      paramLabel = "FOLDER",
      description =
          "Where those files, and copies of remote ones, are while it runs. Default: the training "
              + "set's folder.")
  Optional<Path> temp = Optional.empty();

  @Option(names = "--threads", paramLabel = "N", description = "Default: one a processor.")
  Optional<Integer> threads = Optional.empty();

  /** With files beside the output where nothing else is said. */
  Means beside(Path out) {
    if (threads.filter(count -> count < 1).isPresent()) {
      throw wrong("--threads: at least 1");
    }
    Path folder = temp.orElseGet(() -> out.toAbsolutePath().getParent());
    return new Means(memory.map(this::bytes), threads, folder);
  }

  private Long bytes(String size) {
    Matcher matcher = SIZE.matcher(size);
    if (!matcher.matches()) {
      throw wrong("--memory: expected a size such as 512MiB or 4GiB");
    }
    return Long.parseLong(matcher.group(1)) << (matcher.group(2).equals("MiB") ? 20 : 30);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
