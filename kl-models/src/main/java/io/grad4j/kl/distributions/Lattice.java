package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.sqrt;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** A distribution of an integer; on finitely many it knows the mean of every statistic. */
public sealed interface Lattice extends Univariate
        permits Bernoulli, Binomial, Poisson, Geometric, NegativeBinomial, Logarithmic {
    @Override
    default Var deviation(Tape tape) {
        return sqrt(variance(tape));
    }

    /** By summation where the support is finite. */
    @Override
    default Optional<Var> mean(Tape tape, Statistic statistic) {
        if (!support().isBounded() || statistic == Statistic.Plain.X) {
            return Univariate.super.mean(tape, statistic);
        }
        int low = (int) support().low();
        DMatrixRMaj points = new DMatrixRMaj((int) support().high() - low + 1, 1);
        for (int i = 0; i < points.numRows; i++) {
            points.data[i] = low + i;
        }
        Var x = tape.constant(points);
        return Optional.of(exp(logDensity(tape).at(x)).dot(statistic.at(x)));
    }
}
