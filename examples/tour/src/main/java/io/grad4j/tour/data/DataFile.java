package io.grad4j.tour.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.ejml.data.DMatrixRMaj;

/** The data sets of the tour, which ship with it; README.md beside them says whose they are. */
public enum DataFile {
    /** 1797 images of 8×8 pixels 0..16, class 0 to 9. */
    DIGITS("digits.csv.gz", List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")),
    /** 150 flowers, 4 measures in cm, 3 species. */
    IRIS("iris.csv", List.of()),
    /** 569 tumours, 30 measures, malignant or benign. */
    BREAST_CANCER("breast_cancer.csv", List.of());

    private final String fileName;

    /** Empty where the first line names them. */
    private final List<String> classes;

    DataFile(String fileName, List<String> classes) {
        this.fileName = fileName;
        this.classes = classes;
    }

    /** The name of the file. */
    public String fileName() {
        return fileName;
    }

    /** The copy that ships with the tour. */
    public DataSet shipped() {
        try (InputStream in = Objects.requireNonNull(DataFile.class.getResourceAsStream(fileName), fileName)) {
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The file of this name in a folder.
     *
     * @throws IOException if it is missing or cannot be read
     * @throws MalformedData if it does not hold what it should
     */
    public DataSet in(Path folder) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(folder.resolve(fileName)))) {
            return read(in);
        }
    }

    private DataSet read(InputStream in) throws IOException {
        InputStream plain = fileName.endsWith(".gz") ? new GZIPInputStream(in) : in;
        try (CSVParser parser = CSVFormat.DEFAULT.parse(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            List<CSVRecord> records = parser.getRecords();
            return classes.isEmpty() ? withHeader(records) : table(records, classes);
        }
    }

    /** The first line holds the number of rows, the number of measures and the names of the classes. */
    private DataSet withHeader(List<CSVRecord> records) {
        if (records.isEmpty()) {
            throw new MalformedData(fileName + ": no lines");
        }
        CSVRecord header = records.get(0);
        if (header.size() < 4) {
            throw new MalformedData(at(header) + "the first line must hold rows, measures and at least two classes");
        }
        List<CSVRecord> rows = records.subList(1, records.size());
        int announced = integer(header, 0);
        if (rows.size() != announced) {
            throw new MalformedData(at(header) + announced + " rows announced, " + rows.size() + " follow");
        }
        DataSet data = table(rows, header.toList().subList(2, header.size()));
        if (data.features().numCols != integer(header, 1)) {
            throw new MalformedData(
                    at(header) + header.get(1) + " measures announced, " + data.features().numCols + " follow");
        }
        return data;
    }

    /** Measures, then a label, in every line. */
    private DataSet table(List<CSVRecord> records, List<String> names) {
        int measures = records.isEmpty() ? 0 : records.get(0).size() - 1;
        DMatrixRMaj features = new DMatrixRMaj(records.size(), Math.max(0, measures));
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            CSVRecord row = records.get(i);
            if (row.size() != measures + 1) {
                throw new MalformedData(
                        at(row) + row.size() + " values where " + measures + " measures and a class" + " are needed");
            }
            for (int c = 0; c < measures; c++) {
                features.set(i, c, number(row, c));
            }
            labels.add(integer(row, measures));
        }
        return DataSet.of(
                fileName, features, labels.stream().mapToInt(Integer::intValue).toArray(), names);
    }

    private double number(CSVRecord row, int column) {
        try {
            return Double.parseDouble(row.get(column));
        } catch (NumberFormatException e) {
            throw new MalformedData(at(row) + "value " + (column + 1) + ", '" + row.get(column) + "', is no number", e);
        }
    }

    private int integer(CSVRecord row, int column) {
        try {
            return Integer.parseInt(row.get(column).strip());
        } catch (NumberFormatException e) {
            throw new MalformedData(
                    at(row) + "value " + (column + 1) + ", '" + row.get(column) + "', is no whole number", e);
        }
    }

    private String at(CSVRecord row) {
        return fileName + ", line " + row.getRecordNumber() + ": ";
    }
}
