package io.grad4j.kl.models;

import static io.grad4j.autodiff.ops.Factorizations.cholesky;
import static io.grad4j.autodiff.ops.Shaping.stackColumns;
import static io.grad4j.autodiff.ops.Softmaxes.logSumExp;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Gaussians;
import io.grad4j.kl.estimators.WeightedPoints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** A fixed mixture Σ πₖ N(μₖ, Σₖ) of Gaussians in d dimensions, to be approached by a simpler law. */
public final class MixtureTarget {
    private final List<Component> components;
    private final List<DMatrixRMaj> factors;
    private final int dimension;

    /**
     * One Gaussian of a mixture.
     *
     * @param weight π > 0
     * @param mean 1×d
     * @param covariance d×d, positive definite
     */
    public record Component(double weight, DMatrixRMaj mean, DMatrixRMaj covariance) {
        /** In one dimension, by the standard deviation. */
        public static Component of(double weight, double mean, double deviation) {
            return new Component(weight, scalar(mean), scalar(deviation * deviation));
        }

        private static DMatrixRMaj scalar(double value) {
            return DMatrixRMaj.wrap(1, 1, new double[] {value});
        }

        private DMatrixRMaj factor() {
            try (Tape tape = new Tape()) {
                return cholesky(tape.constant("covariance", covariance)).value();
            }
        }
    }

    private MixtureTarget(List<Component> components, List<DMatrixRMaj> factors, int dimension) {
        this.components = components;
        this.factors = factors;
        this.dimension = dimension;
    }

    /**
     * A mixture.
     *
     * @throws ArgumentException if there is no component, the weights are not positive of sum 1, shapes differ, or a covariance is not
     *     positive definite
     */
    public static MixtureTarget of(Component... components) {
        if (components.length == 0) {
            throw new ArgumentException("MixtureTarget", "components", "none given");
        }
        int d = components[0].mean.numCols;
        List<DMatrixRMaj> factors = new ArrayList<>();
        double sum = 0;
        for (int k = 0; k < components.length; k++) {
            Component c = components[k];
            if (!(c.weight > 0)) {
                throw new ArgumentException("MixtureTarget", "weight of component " + k, c.weight + " is not positive");
            }
            sum += c.weight;
            String of = " of component " + k;
            ArgumentException.requireShape("MixtureTarget", "mean" + of, c.mean, new Shape(1, d));
            ArgumentException.requireFinite("MixtureTarget", "mean" + of, c.mean);
            ArgumentException.requireShape("MixtureTarget", "covariance" + of, c.covariance, new Shape(d, d));
            factors.add(c.factor());
        }
        if (Math.abs(sum - 1) > 1e-9) {
            throw new ArgumentException("MixtureTarget", "weights", "their sum is " + sum + " where 1 is needed");
        }
        return new MixtureTarget(List.of(components), factors, d);
    }

    /** d. */
    public int dimension() {
        return dimension;
    }

    /** Its components. */
    public List<Component> components() {
        return components;
    }

    /** log P of each row of x, n×1. */
    public Var logDensity(Var x) {
        Tape tape = x.tape();
        List<Var> columns = new ArrayList<>();
        for (int k = 0; k < components.size(); k++) {
            Component c = components.get(k);
            Var logN = Gaussians.logDensityByCholesky(x, tape.constant(c.mean), tape.constant(factors.get(k)));
            columns.add(logN.plus(Math.log(c.weight)));
        }
        Var[] rest = columns.subList(1, columns.size()).toArray(Var[]::new);
        return rest.length == 0 ? columns.get(0) : logSumExp(stackColumns(columns.get(0), rest), Each.ROW);
    }

    /** P of each row of x, n×1. */
    public DMatrixRMaj density(DMatrixRMaj x) {
        try (Tape tape = new Tape()) {
            DMatrixRMaj p = logDensity(tape.constant(x)).value();
            Arrays.setAll(p.data, i -> Math.exp(p.data[i]));
            return p;
        }
    }

    /** E x = Σ πₖ μₖ, 1×d. */
    public DMatrixRMaj mean() {
        DMatrixRMaj mean = new DMatrixRMaj(1, dimension);
        for (Component c : components) {
            CommonOps_DDRM.addEquals(mean, c.weight, c.mean);
        }
        return mean;
    }

    /** Cov x = Σ πₖ (Σₖ + (μₖ - E x)ᵀ(μₖ - E x)), d×d. */
    public DMatrixRMaj covariance() {
        DMatrixRMaj mean = mean();
        DMatrixRMaj covariance = new DMatrixRMaj(dimension, dimension);
        for (Component c : components) {
            DMatrixRMaj gap = CommonOps_DDRM.subtract(c.mean, mean, null);
            CommonOps_DDRM.multAddTransA(c.weight, gap, gap, covariance);
            CommonOps_DDRM.addEquals(covariance, c.weight, c.covariance);
        }
        return covariance;
    }

    /**
     * Points for means under P: those for a standard normal law, for each component.
     *
     * @param standard of d dimensions
     */
    public WeightedPoints points(WeightedPoints standard) {
        DMatrixRMaj epsilon = standard.points();
        DMatrixRMaj w = standard.weights();
        ArgumentException.requireShape("points", "standard", epsilon, new Shape(standard.size(), dimension));
        int n = standard.size();
        DMatrixRMaj points = new DMatrixRMaj(n * components.size(), dimension);
        DMatrixRMaj weights = new DMatrixRMaj(n * components.size(), 1);
        for (int k = 0; k < components.size(); k++) {
            Component c = components.get(k);
            DMatrixRMaj x = CommonOps_DDRM.multTransB(epsilon, factors.get(k), null);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < dimension; j++) {
                    points.set(k * n + i, j, x.get(i, j) + c.mean.data[j]);
                }
                weights.data[k * n + i] = c.weight * w.data[i];
            }
        }
        return WeightedPoints.of(points, weights);
    }
}
