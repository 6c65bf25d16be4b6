package io.freshet.embedded;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server that a test class or a program starts and closes. Registered statically with JUnit. */
public interface Server extends BeforeAllCallback, AfterAllCallback, AutoCloseable {

  /** Starts it, if it does not run, and returns when it answers. */
  void start();

  /** Ends it and removes what it wrote. */
  @Override
  void close();

  @Override
  default void beforeAll(ExtensionContext context) {
    start();
  }

  @Override
  default void afterAll(ExtensionContext context) {
    close();
  }
}
