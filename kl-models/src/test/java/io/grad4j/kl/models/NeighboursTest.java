package io.grad4j.kl.models;

import static io.grad4j.kl.Close.TO_HAND_FORMULA;
import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.Close;
import io.grad4j.kl.Points;
import io.grad4j.kl.byhand.NeighbourFormulas;
import java.util.Arrays;
import java.util.function.BinaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class NeighboursTest {
    private static final DMatrixRMaj Y =
            new DMatrixRMaj(new double[][] {{0.1, -0.2}, {0.5, 0.3}, {-0.4, 0.8}, {1.1, -0.6}});
    private static final DMatrixRMaj WEIGHTS =
            new DMatrixRMaj(new double[][] {{0, 5, 4, 8}, {5, 0, 8, 7}, {4, 8, 0, 6}, {8, 7, 6, 0}});

    /** Points n×2 and symmetric weights n×n with a zero diagonal. */
    record Case(DMatrixRMaj y, DMatrixRMaj weights) {}

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.integers()
                .between(3, 7)
                .flatMap(n -> Combinators.combine(Points.matrix(n, 2, 1.5), Points.matrix(n, n, 1))
                        .as((y, w) -> new Case(y, symmetricWeights(w))))
                .filter(NeighboursTest::isGeneric)
                .withoutEdgeCases();
    }

    @Property
    void theGradientOfSneIsTheHandFormula(@ForAll("cases") Case c) {
        DMatrixRMaj p = normalisedRows(c.weights);
        assertClose(
                gradient(Neighbours::rowwise, p, c.y),
                flat(NeighbourFormulas.rowwise(rows(p), rows(c.y))),
                TO_HAND_FORMULA);
    }

    @Property
    void theGradientOfSymmetricSneIsTheHandFormula(@ForAll("cases") Case c) {
        DMatrixRMaj p = normalised(c.weights);
        assertClose(
                gradient(Neighbours::symmetric, p, c.y),
                flat(NeighbourFormulas.symmetric(rows(p), rows(c.y))),
                TO_HAND_FORMULA);
    }

    @Property
    void theGradientOfTSneIsTheHandFormula(@ForAll("cases") Case c) {
        DMatrixRMaj p = normalised(c.weights);
        assertClose(
                gradient(Neighbours::studentT, p, c.y),
                flat(NeighbourFormulas.studentT(rows(p), rows(c.y))),
                TO_HAND_FORMULA);
    }

    @Test
    void theCostsOfFourPointsAreThePublishedNumbers() {
        assertClose(cost(Neighbours::studentT, normalised(WEIGHTS)), 0.09856280245559773, 1e-14);
        assertClose(cost(Neighbours::symmetric, normalised(WEIGHTS)), 0.4304541596319638, 1e-14);
        assertClose(cost(Neighbours::rowwise, normalisedRows(WEIGHTS)), 1.424803635615131, 1e-14);
    }

    /** Of a P that the points of the map have themselves, up to the rounding of two entropies of at most ln 12. */
    @Test
    void theCostOfThePointsOwnNeighboursIsNothing() {
        DMatrixRMaj heavy = new DMatrixRMaj(4, 4);
        DMatrixRMaj light = new DMatrixRMaj(4, 4);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double squared = Math.pow(Y.get(i, 0) - Y.get(j, 0), 2) + Math.pow(Y.get(i, 1) - Y.get(j, 1), 2);
                heavy.set(i, j, i == j ? 0 : 1 / (1 + squared));
                light.set(i, j, i == j ? 0 : Math.exp(-squared));
            }
        }
        assertThat(cost(Neighbours::studentT, normalised(heavy))).isCloseTo(0, within(1e-14));
        assertThat(cost(Neighbours::symmetric, normalised(light))).isCloseTo(0, within(1e-14));
        assertThat(cost(Neighbours::rowwise, normalisedRows(light))).isCloseTo(0, within(1e-14));
    }

    @Test
    void aPointFarAwayHasAFiniteCostAndNoForceWhereNothingPulls() {
        DMatrixRMaj y = Y.copy();
        y.set(3, 0, 1e160);
        DMatrixRMaj apart = WEIGHTS.copy();
        for (int i = 0; i < 4; i++) {
            apart.set(3, i, 0);
            apart.set(i, 3, 0);
        }
        try (Tape tape = new Tape()) {
            Var points = tape.variable("y", y);
            Var cost = Neighbours.studentT(tape.constant(normalised(apart)), points);
            assertThat(cost.scalar()).isBetween(0.0, 1.0);
            assertThat(tape.gradients(cost).of(points).get(3, 0)).isZero();
        }
    }

    @Test
    void theFirstForceOnTheSecondPointIsThePublishedNumber() {
        assertClose(gradient(Neighbours::studentT, normalised(WEIGHTS), Y).get(1, 0), -0.05079343836349619, 1e-14);
        assertClose(gradient(Neighbours::symmetric, normalised(WEIGHTS), Y).get(1, 0), -0.1409635062924521, 1e-14);
        assertClose(gradient(Neighbours::rowwise, normalisedRows(WEIGHTS), Y).get(1, 0), -0.2566860124868355, 1e-14);
    }

    @Test
    void affinitiesThatDoNotFitThePointsAreRefused() {
        try (Tape tape = new Tape()) {
            Var y = tape.variable("y", Y);
            assertThatThrownBy(() -> Neighbours.symmetric(tape.constant(new DMatrixRMaj(3, 3)), y))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("symmetric: argument p: 3×3 where 4×4");
            assertThatThrownBy(() -> Neighbours.rowwise(tape.constant(CommonOps_DDRM.identity(4)), y))
                    .hasMessageContaining("diagonal entry (0,0) = 1.0 is not 0");
        }
    }

    /** The forces are not so small that they have lost their digits to the differences p - q. */
    private static boolean isGeneric(Case c) {
        double[][] p = rows(normalised(c.weights));
        double[][] conditional = rows(normalisedRows(c.weights));
        return Close.size(flat(NeighbourFormulas.rowwise(conditional, rows(c.y)))) > 0.01
                && Close.size(flat(NeighbourFormulas.symmetric(p, rows(c.y)))) > 0.01
                && Close.size(flat(NeighbourFormulas.studentT(p, rows(c.y)))) > 0.01;
    }

    private static double cost(BinaryOperator<Var> model, DMatrixRMaj p) {
        try (Tape tape = new Tape()) {
            return model.apply(tape.constant(p), tape.constant(Y)).scalar();
        }
    }

    private static DMatrixRMaj gradient(BinaryOperator<Var> model, DMatrixRMaj p, DMatrixRMaj y) {
        try (Tape tape = new Tape()) {
            Var points = tape.variable("y", y);
            return tape.gradients(model.apply(tape.constant(p), points)).of(points);
        }
    }

    private static DMatrixRMaj symmetricWeights(DMatrixRMaj a) {
        DMatrixRMaj w = new DMatrixRMaj(a.numRows, a.numCols);
        for (int i = 0; i < w.numRows; i++) {
            for (int j = 0; j < i; j++) {
                w.set(i, j, Math.exp(2 * a.get(i, j)));
                w.set(j, i, w.get(i, j));
            }
        }
        return w;
    }

    private static DMatrixRMaj normalised(DMatrixRMaj weights) {
        DMatrixRMaj p = weights.copy();
        CommonOps_DDRM.divide(p, CommonOps_DDRM.elementSum(p));
        return p;
    }

    private static DMatrixRMaj normalisedRows(DMatrixRMaj weights) {
        DMatrixRMaj p = weights.copy();
        for (int i = 0; i < p.numRows; i++) {
            double sum = CommonOps_DDRM.elementSum(CommonOps_DDRM.extractRow(p, i, null));
            for (int j = 0; j < p.numCols; j++) {
                p.set(i, j, p.get(i, j) / sum);
            }
        }
        return p;
    }

    private static double[][] rows(DMatrixRMaj m) {
        double[][] rows = new double[m.numRows][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(m.data, i * m.numCols, (i + 1) * m.numCols);
        }
        return rows;
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }
}
