package io.freshet.bridge.consume;

/** What goes round until it is asked to end. From any thread. */
public interface Loop {

  /** Asks it to drain, commit and end. */
  void stop();

  /** Ends it, and with it the program: a part of the bridge does not work any more. */
  void breakDown(Throwable bug);
}
