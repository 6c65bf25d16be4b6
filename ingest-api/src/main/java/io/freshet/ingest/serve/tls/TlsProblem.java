package io.freshet.ingest.serve.tls;

import java.io.Serial;

/** A file of the port's TLS cannot be used. */
public final class TlsProblem extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final File file;
  private final String reason;

  /** Which of the files, and its name in the configuration. */
  public enum File {
    CERTIFICATE("certificate"),
    KEY("key"),
    CLIENT_CA("client_ca");

    private final String setting;

    File(String setting) {
      this.setting = setting;
    }

    public String setting() {
      return setting;
    }
  }

  TlsProblem(File file, String message) {
    super(message, null, false, false);
    this.file = file;
    this.reason = message;
  }

  @Override
  public String getMessage() {
    return reason;
  }

  public File file() {
    return file;
  }
}
