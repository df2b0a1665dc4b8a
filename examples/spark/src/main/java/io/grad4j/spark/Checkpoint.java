package io.grad4j.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.ejml.data.DMatrixRMaj;

/**
 * The parameters after each iteration in a folder of any file system that Hadoop knows.
 *
 * <p>A file is written under another name and then renamed, so one with the name of an iteration is whole. The last two are kept.
 */
final class Checkpoint {
    private static final String PREFIX = "iteration-";
    private static final int KEPT = 2;

    private final FileSystem files;
    private final Path folder;
    private final String job;

    /**
     * Checkpoints of one job.
     *
     * @param job what is fitted, in words; those of another job are refused
     */
    Checkpoint(Configuration hadoop, String folder, String job) {
        this.folder = new Path(folder);
        this.job = job;
        try {
            this.files = this.folder.getFileSystem(hadoop);
            files.mkdirs(this.folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Parameters and the iteration they belong to.
     *
     * @param iteration counted from 0
     * @param theta the parameters
     */
    record Saved(int iteration, DMatrixRMaj theta) {}

    /** Writes one, and deletes those before the last two. */
    void save(int iteration, DMatrixRMaj theta) {
        Path whole = new Path(folder, String.format("%s%08d", PREFIX, iteration));
        Path part = new Path(folder, "." + whole.getName());
        try {
            try (Writer out = new OutputStreamWriter(files.create(part, true), StandardCharsets.UTF_8)) {
                out.write(job + "\n" + iteration + "\n" + theta.numRows + "\n" + theta.numCols + "\n");
                for (int i = 0; i < theta.getNumElements(); i++) {
                    out.write(theta.data[i] + "\n");
                }
            }
            files.delete(whole, false);
            if (!files.rename(part, whole)) {
                throw new IOException("cannot rename " + part + " to " + whole);
            }
            List<Path> all = all();
            for (Path old : all.subList(0, Math.max(0, all.size() - KEPT))) {
                files.delete(old, false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The newest, if there is any.
     *
     * @throws BadData if it is of another job
     */
    Optional<Saved> newest() {
        try {
            List<Path> all = all();
            return all.isEmpty() ? Optional.empty() : Optional.of(read(all.get(all.size() - 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Saved read(Path file) throws IOException {
        List<String> lines;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(files.open(file), StandardCharsets.UTF_8))) {
            lines = in.lines().toList();
        }
        if (!lines.get(0).equals(job)) {
            throw new BadData(file + " is a checkpoint of \"" + lines.get(0) + "\", not of \"" + job + "\"");
        }
        DMatrixRMaj theta = new DMatrixRMaj(Integer.parseInt(lines.get(2)), Integer.parseInt(lines.get(3)));
        for (int i = 0; i < theta.getNumElements(); i++) {
            theta.data[i] = Double.parseDouble(lines.get(4 + i));
        }
        return new Saved(Integer.parseInt(lines.get(1)), theta);
    }

    /** Oldest first. */
    private List<Path> all() throws IOException {
        FileStatus[] found = files.globStatus(new Path(folder, PREFIX + "*"));
        return found == null
                ? List.of()
                : Arrays.stream(found)
                        .map(FileStatus::getPath)
                        .sorted(Comparator.comparing(Path::getName))
                        .toList();
    }
}
