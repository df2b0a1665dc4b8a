package io.grad4j.spark;

import io.grad4j.kl.batches.LabelledRows;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.ejml.data.DMatrixRMaj;

/**
 * Rows of a table packed into matrices, kept by Spark in memory, or on disk where memory is short.
 *
 * <p>A batch is of a size that stays in a core's cache while it is multiplied forward and back.
 */
final class Batches {
    private static final int ENTRIES = 1 << 15;

    private Batches() {}

    /** Matrices of all columns, in their order. */
    static JavaRDD<DMatrixRMaj> ofRows(Dataset<Row> table) {
        String[] names = table.columns();
        return kept(
                table.javaRDD().mapPartitionsWithIndex((partition, rows) -> new Packing(partition, rows, names), true));
    }

    /**
     * Features, the last of them always 1, and classes.
     *
     * @param label the column of the class, a whole number from 0
     * @param classes above every class
     */
    static JavaRDD<LabelledRows> labelled(Dataset<Row> table, String label, int classes) {
        String[] names = table.columns();
        int at = Arrays.asList(names).indexOf(label);
        if (at < 0) {
            throw new BadData("no column " + label + " among " + Arrays.toString(names));
        }
        return kept(table.javaRDD()
                .mapPartitionsWithIndex(
                        (partition, rows) -> {
                            Packing packing = new Packing(partition, rows, names);
                            return new Iterator<LabelledRows>() {
                                @Override
                                public boolean hasNext() {
                                    return packing.hasNext();
                                }

                                @Override
                                public LabelledRows next() {
                                    long first = packing.row;
                                    return labelled(packing.next(), at, row -> packing.at(first + row, label), classes);
                                }
                            };
                        },
                        true));
    }

    private static LabelledRows labelled(DMatrixRMaj batch, int at, IntFunction<String> where, int classes) {
        DMatrixRMaj features = new DMatrixRMaj(batch.numRows, batch.numCols);
        int[] labels = new int[batch.numRows];
        for (int i = 0; i < batch.numRows; i++) {
            double label = batch.get(i, at);
            if (label != Math.rint(label) || label < 0 || label >= classes) {
                throw new BadData(where.apply(i) + " is " + label + ", not a class from 0 to " + (classes - 1));
            }
            labels[i] = (int) label;
            int from = i * batch.numCols;
            System.arraycopy(batch.data, from, features.data, from, at);
            System.arraycopy(batch.data, from + at + 1, features.data, from + at, batch.numCols - at - 1);
            features.set(i, batch.numCols - 1, 1);
        }
        return new LabelledRows(features, labels);
    }

    private static <B> JavaRDD<B> kept(JavaRDD<B> batches) {
        return batches.persist(StorageLevel.MEMORY_AND_DISK());
    }

    /** Takes rows of a partition into matrices of up to so many entries, refusing what is no finite number. */
    private static final class Packing implements Iterator<DMatrixRMaj> {
        private final int partition;
        private final Iterator<Row> rows;
        private final String[] names;
        private final int capacity;
        private long row;

        Packing(int partition, Iterator<Row> rows, String[] names) {
            this.partition = partition;
            this.rows = rows;
            this.names = names;
            this.capacity = Math.max(1, ENTRIES / names.length);
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public DMatrixRMaj next() {
            if (!rows.hasNext()) {
                throw new NoSuchElementException();
            }
            int d = names.length;
            double[] entries = new double[capacity * d];
            int taken = 0;
            for (; taken < capacity && rows.hasNext(); taken++, row++) {
                Row next = rows.next();
                for (int c = 0; c < d; c++) {
                    entries[taken * d + c] = finite(next, c);
                }
            }
            return DMatrixRMaj.wrap(taken, d, Arrays.copyOf(entries, taken * d));
        }

        private double finite(Row values, int column) {
            if (values.isNullAt(column)) {
                throw new BadData(at(row, names[column]) + " is missing");
            }
            double value = values.getDouble(column);
            if (!Double.isFinite(value)) {
                throw new BadData(at(row, names[column]) + " is " + value + " in " + values);
            }
            return value;
        }

        String at(long number, String column) {
            return "partition " + partition + ", row " + number + " (both counted from 0): " + column;
        }
    }
}
