package io.grad4j.kl.distributions;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Shape;
import org.ejml.data.DMatrixRMaj;

/** The domains of parameters. */
final class Require {
    private Require() {}

    /** Refuses what is not a finite number. */
    static void finite(String distribution, String argument, Parameter parameter) {
        DMatrixRMaj m = parameter.matrix();
        ArgumentException.requireShape(distribution, argument, m, Shape.SCALAR);
        ArgumentException.requireFinite(distribution, argument, m);
    }

    /** Refuses what is not a finite number above 0. */
    static void positive(String distribution, String argument, Parameter parameter) {
        DMatrixRMaj m = parameter.matrix();
        ArgumentException.requireShape(distribution, argument, m, Shape.SCALAR);
        ArgumentException.requirePositive(distribution, argument, m);
    }

    /** Refuses what is not a finite number from 0 on. */
    static void nonNegative(String distribution, String argument, Parameter parameter) {
        finite(distribution, argument, parameter);
        if (parameter.scalar() < 0) {
            throw ArgumentException.entry(distribution, argument, parameter.matrix(), 0, "is negative");
        }
    }

    /** Refuses a column whose entries are not all finite and above 0, or that has none. */
    static void positiveColumn(String distribution, String argument, Parameter parameter) {
        column(distribution, argument, parameter.matrix());
        ArgumentException.requirePositive(distribution, argument, parameter.matrix());
    }

    /** Refuses what is not a column with an entry. */
    static void column(String distribution, String argument, DMatrixRMaj m) {
        if (m.numCols != 1 || m.numRows == 0) {
            throw new ArgumentException(distribution, argument, Shape.of(m) + " where a column is needed");
        }
    }

    /** Refuses a number that {@code holds} not. */
    static void that(boolean holds, String distribution, String argument, String problem) {
        if (!holds) {
            throw new ArgumentException(distribution, argument, problem);
        }
    }

    /** Refuses points that have not {@code d} columns. */
    static void columns(String distribution, DMatrixRMaj points, int d) {
        that(points.numCols == d, distribution, "x", Shape.of(points) + " where " + d + " columns are needed");
    }
}
