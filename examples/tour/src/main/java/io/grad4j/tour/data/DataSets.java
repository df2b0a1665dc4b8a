package io.grad4j.tour.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Every data set of the tour, read and checked. */
public final class DataSets {
    private final Map<DataFile, DataSet> byFile = new EnumMap<>(DataFile.class);

    private DataSets() {}

    /** The copies that ship with the tour. */
    public static DataSets shipped() {
        DataSets all = new DataSets();
        for (DataFile file : DataFile.values()) {
            all.byFile.put(file, file.shipped());
        }
        return all;
    }

    /**
     * The files of the same names in a folder.
     *
     * @throws IOException if one is missing or cannot be read
     * @throws MalformedData if one does not hold what it should
     */
    public static DataSets in(Path folder) throws IOException {
        DataSets all = new DataSets();
        for (DataFile file : DataFile.values()) {
            all.byFile.put(file, file.in(folder));
        }
        return all;
    }

    /** One of them. */
    public DataSet of(DataFile file) {
        DataSet data = byFile.get(file);
        if (data == null) {
            throw new IllegalStateException(file + " was not read");
        }
        return data;
    }
}
