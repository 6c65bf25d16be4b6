package io.freshet.offline.crash;

import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.LocationProvider;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** A JDBC catalog that ends the process, as a kill -9 would, at a given step of a commit. */
public final class HaltingCatalog extends JdbcCatalog {

  @Override
  protected TableOperations newTableOps(TableIdentifier identifier) {
    return new Operations(super.newTableOps(identifier));
  }

  private record Operations(TableOperations real) implements TableOperations {

    @Override
    public TableMetadata current() {
      return real.current();
    }

    @Override
    public TableMetadata refresh() {
      return real.refresh();
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      boolean rows = base != null && metadata.snapshots().size() > base.snapshots().size();
      if (rows) {
        Halt.at(Halt.Step.BEFORE_SWAP);
      }
      real.commit(base, metadata);
      if (rows) {
        Halt.at(Halt.Step.AFTER_SWAP);
      }
    }

    @Override
    public FileIO io() {
      return new Files(real.io());
    }

    @Override
    public String metadataFileLocation(String name) {
      return real.metadataFileLocation(name);
    }

    @Override
    public LocationProvider locationProvider() {
      return real.locationProvider();
    }
  }

  private record Files(FileIO real) implements FileIO {

    @Override
    public InputFile newInputFile(String path) {
      return real.newInputFile(path);
    }

    @Override
    public OutputFile newOutputFile(String path) {
      return new Output(real.newOutputFile(path));
    }

    @Override
    public void deleteFile(String path) {
      real.deleteFile(path);
    }
  }

  private record Output(OutputFile real) implements OutputFile {

    @Override
    public PositionOutputStream create() {
      Halt.at(before());
      return new Stream(real.create(), after());
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
      Halt.at(before());
      return new Stream(real.createOrOverwrite(), after());
    }

    @Override
    public String location() {
      return real.location();
    }

    @Override
    public InputFile toInputFile() {
      return real.toInputFile();
    }

    private Halt.Step before() {
      return location().endsWith(".parquet")
          ? Halt.Step.BEFORE_DATA
          : location().contains("/snap-") ? Halt.Step.BEFORE_LIST : Halt.Step.BEFORE_MANIFEST;
    }

    private Halt.Step after() {
      return location().endsWith(".parquet")
          ? Halt.Step.AFTER_DATA
          : location().contains("/snap-") ? Halt.Step.AFTER_LIST : Halt.Step.AFTER_MANIFEST;
    }
  }

  private static final class Stream extends PositionOutputStream {
    private final PositionOutputStream real;
    private final Halt.Step after;
    private boolean closed;

    Stream(PositionOutputStream real, Halt.Step after) {
      this.real = real;
      this.after = after;
    }

    @Override
    public long getPos() throws java.io.IOException {
      return real.getPos();
    }

    @Override
    public void write(int b) throws java.io.IOException {
      real.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws java.io.IOException {
      real.write(bytes, offset, length);
    }

    @Override
    public void flush() throws java.io.IOException {
      real.flush();
    }

    @Override
    public void close() throws java.io.IOException {
      real.close();
      if (!closed) {
        closed = true;
        Halt.at(after);
      }
    }
  }
}
