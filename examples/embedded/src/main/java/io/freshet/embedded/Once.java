package io.freshet.embedded;

import java.util.Optional;
import java.util.function.Supplier;

/** A value made when it is first asked for; if that fails, the next one who asks tries again. */
final class Once<T> {
  private final Supplier<T> source;
  private Optional<T> value = Optional.empty();

  private Once(Supplier<T> source) {
    this.source = source;
  }

  static <S extends Server> Once<S> started(Supplier<S> source) {
    return new Once<>(() -> {
      S server = source.get();
      server.start();
      return server;
    });
  }

  synchronized T get() {
    if (value.isEmpty()) {
      value = Optional.of(source.get());
    }
    return value.get();
  }
}
