package io.freshet.offline.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.io.FileIO;

/**
 * Data files as local ones: those of this machine as they are, those of elsewhere (S3, GCS, a
 * service of one's own) as copies, fetched by the catalog's own {@link FileIO} with its
 * credentials.
 */
final class Staging {
  /** Latency, not bandwidth, is what many small files cost. */
  private static final int AT_ONCE = 8;

  private final FileIO io;
  private final Path folder;

  Staging(FileIO io, Path folder) {
    this.io = io;
    this.folder = folder;
  }

  List<String> local(List<DataFile> files) {
    try (ExecutorService fetching = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<String>> local = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        String location = files.get(i).location();
        Path copy = folder.resolve(i + ".parquet");
        local.add(fetching.submit(() -> local(location, copy)));
      }
      List<String> paths = new ArrayList<>();
      for (Future<String> path : local) {
        paths.add(path.get());
      }
      return paths;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a data file cannot be fetched: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while data files were fetched", e);
    }
  }

  private String local(String location, Path copy) {
    String path = location.startsWith("file:") ? location.replaceFirst("^file:/*", "/") : location;
    if (path.startsWith("/") && Files.isRegularFile(Path.of(path))) {
      return path;
    }
    try (var in = io.newInputFile(location).newStream()) {
      Files.copy(in, copy);
      return copy.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(location + ": " + e.getMessage(), e);
    }
  }
}
