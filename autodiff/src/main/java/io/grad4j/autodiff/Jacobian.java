package io.grad4j.autodiff;

import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/** Jacobians entry by entry: rows are the entries of the results, columns those of the variables, each in row-major order. */
final class Jacobian {
    private Jacobian() {}

    /** The number of all entries. */
    static int size(Var... vars) {
        return Stream.of(vars).mapToInt(v -> v.shape().size()).sum();
    }

    /** One forward sweep a column and result. */
    static DMatrixRMaj byColumns(Tape tape, Var[] y, Var[] x) {
        DMatrixRMaj jacobian = new DMatrixRMaj(size(y), size(x));
        DMatrixRMaj[] basis =
                Stream.of(x).map(v -> new DMatrixRMaj(v.rows(), v.cols())).toArray(DMatrixRMaj[]::new);
        int column = 0;
        for (DMatrixRMaj block : basis) {
            for (int j = 0; j < block.getNumElements(); j++) {
                block.data[j] = 1;
                int row = 0;
                for (Var result : y) {
                    DMatrixRMaj tangent = tape.jvp(result, x, basis);
                    for (int i = 0; i < tangent.getNumElements(); i++) {
                        jacobian.data[row++ * jacobian.numCols + column] = tangent.data[i];
                    }
                }
                block.data[j] = 0;
                column++;
            }
        }
        return jacobian;
    }

    /** One reverse sweep a row. */
    static DMatrixRMaj byRows(Tape tape, Var y, Var... x) {
        DMatrixRMaj jacobian = new DMatrixRMaj(size(y), size(x));
        DMatrixRMaj basis = new DMatrixRMaj(y.rows(), y.cols());
        for (int i = 0; i < jacobian.numRows; i++) {
            basis.data[i] = 1;
            Gradients cotangents = tape.gradients(y, basis);
            basis.data[i] = 0;
            int column = i * jacobian.numCols;
            for (Var v : x) {
                DMatrixRMaj part = cotangents.of(v);
                System.arraycopy(part.data, 0, jacobian.data, column, part.getNumElements());
                column += part.getNumElements();
            }
        }
        return jacobian;
    }
}
