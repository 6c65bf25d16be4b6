package io.freshet.ingest.config;

import io.freshet.ingest.serve.tls.TlsFiles;
import io.freshet.ingest.serve.tls.TlsProblem;
import io.freshet.yaml.Section;
import java.nio.file.Path;
import java.util.Optional;

/** {@code server.tls}: the files are read here too, so that what is wrong is said with its line. */
final class TlsSection {
  private TlsSection() {}

  /** Empty where something is wrong, which is then reported. */
  static Optional<TlsFiles> read(Section section, Path folder) {
    String certificate = section.requiredText("certificate");
    String key = section.requiredText("key");
    Optional<String> clientCa = section.text("client_ca");
    section.done();
    if (certificate.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    var files =
        new TlsFiles(
            folder.resolve(certificate), folder.resolve(key), clientCa.map(folder::resolve));
    try {
      files.read();
      return Optional.of(files);
    } catch (TlsProblem problem) {
      section.problem(problem.file().setting(), problem.getMessage());
      return Optional.empty();
    }
  }
}
