package io.grad4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_csv;
import static org.apache.spark.sql.functions.lit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Finds the file and line of malformed rows of CSV.
 *
 * <p>Spark's CSV reader knows neither, so the files are read once more as text: each stretch of a file that one task reads is counted,
 * which gives the number of its first line, and each line is then given to Spark's CSV parser. Text and CSV are split into lines
 * alike as long as no quoted cell holds a line break, which the reader is not asked to allow.
 */
final class MalformedRows {
    private static final int SHOWN = 20;

    private final SparkSession spark;
    private final String path;
    private final StructType schema;
    private final String corrupt;

    MalformedRows(SparkSession spark, String path, StructType schema, String corrupt) {
        this.spark = spark;
        this.path = path;
        this.schema = schema;
        this.corrupt = corrupt;
    }

    /** How both readings of the files parse a line. */
    static Map<String, String> options(String corrupt) {
        return Map.of("mode", "PERMISSIVE", "columnNameOfCorruptRecord", corrupt);
    }

    /** The first of them, by file and line, as lines of a message. */
    List<String> describe(Column bad) {
        Dataset<Row> lines = spark.read()
                .text(path)
                .select(col("value"), col("_metadata.file_path"), col("_metadata.file_block_start"));
        Map<Stretch, Long> firstLines = firstLines(lines);
        Dataset<Row> numbered = spark.createDataFrame(
                lines.javaRDD().mapPartitions(rows -> numbered(rows, firstLines)),
                StructType.fromDDL("file STRING, number BIGINT, text STRING"));
        return numbered
                .withColumn("row", from_csv(col("text"), lit(schema.toDDL()), options(corrupt)))
                .filter(bad)
                .orderBy("file", "number")
                .limit(SHOWN)
                .collectAsList()
                .stream()
                .map(row -> "\n  " + row.getString(0) + " line " + row.getLong(1) + ": " + row.getString(2))
                .toList();
    }

    /**
     * What one task reads of a file at a stretch.
     *
     * @param file its path
     * @param start its first byte
     */
    private record Stretch(String file, long start) implements Serializable {
        static Stretch of(Row line) {
            return new Stretch(line.getString(1), line.getLong(2));
        }
    }

    /** The number, counted from 0, of the first line of each stretch in its file. */
    private static Map<Stretch, Long> firstLines(Dataset<Row> lines) {
        List<Row> counts = lines.groupBy("file_path", "file_block_start")
                .count()
                .orderBy("file_path", "file_block_start")
                .collectAsList();
        Map<Stretch, Long> first = new HashMap<>();
        String file = "";
        long before = 0;
        for (Row row : counts) {
            before = row.getString(0).equals(file) ? before : 0;
            file = row.getString(0);
            first.put(new Stretch(file, row.getLong(1)), before);
            before += row.getLong(2);
        }
        return first;
    }

    /** Lines with their numbers in their files, counted from 1, without headers and blank lines, which Spark passes over too. */
    private static Iterator<Row> numbered(Iterator<Row> lines, Map<Stretch, Long> firstLines) {
        List<Row> numbered = new ArrayList<>();
        Map<Stretch, Long> last = new HashMap<>();
        Map<Stretch, Boolean> headed = new HashMap<>();
        while (lines.hasNext()) {
            Row line = lines.next();
            Stretch stretch = Stretch.of(line);
            long number = last.getOrDefault(stretch, firstLines.getOrDefault(stretch, 0L)) + 1;
            last.put(stretch, number);
            String text = line.getString(0);
            if (text.isBlank()) {
                continue;
            }
            if (stretch.start != 0 || headed.put(stretch, true) != null) {
                numbered.add(RowFactory.create(stretch.file, number, text));
            }
        }
        return numbered.iterator();
    }
}
