package io.grad4j.kl.divergences;

import static io.grad4j.autodiff.ops.Shaping.rows;

import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Bernoulli;
import io.grad4j.kl.distributions.Beta;
import io.grad4j.kl.distributions.Binomial;
import io.grad4j.kl.distributions.Cauchy;
import io.grad4j.kl.distributions.ChiSquared;
import io.grad4j.kl.distributions.ContinuousBernoulli;
import io.grad4j.kl.distributions.Exponential;
import io.grad4j.kl.distributions.Gamma;
import io.grad4j.kl.distributions.Geometric;
import io.grad4j.kl.distributions.Gumbel;
import io.grad4j.kl.distributions.HalfNormal;
import io.grad4j.kl.distributions.InverseGamma;
import io.grad4j.kl.distributions.InverseGaussian;
import io.grad4j.kl.distributions.Laplace;
import io.grad4j.kl.distributions.LogNormal;
import io.grad4j.kl.distributions.Logarithmic;
import io.grad4j.kl.distributions.Logistic;
import io.grad4j.kl.distributions.NegativeBinomial;
import io.grad4j.kl.distributions.Normal;
import io.grad4j.kl.distributions.Parameter;
import io.grad4j.kl.distributions.Pareto;
import io.grad4j.kl.distributions.Poisson;
import io.grad4j.kl.distributions.Probability;
import io.grad4j.kl.distributions.Rayleigh;
import io.grad4j.kl.distributions.StudentT;
import io.grad4j.kl.distributions.Uniform;
import io.grad4j.kl.distributions.Univariate;
import io.grad4j.kl.distributions.VonMises;
import io.grad4j.kl.distributions.Weibull;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/** Every distribution of a number, with the box from which its parameters are drawn for p and for q. */
enum ScalarKind {
    BERNOULLI(box(0.1, 0.9), x -> new Bernoulli(plain(x[0]))),
    BERNOULLI_BY_LOGIT(box(-2, 2), x -> new Bernoulli(new Probability.Logit(x[0]))),
    BINOMIAL(box(0.1, 0.9), x -> new Binomial(5, plain(x[0]))),
    POISSON(box(0.3, 6), x -> new Poisson(x[0])),
    GEOMETRIC(box(0.2, 0.8), x -> new Geometric(plain(x[0]))),
    NEGATIVE_BINOMIAL(box(0.2, 0.8), x -> new NegativeBinomial(2.5, plain(x[0]))),
    LOGARITHMIC(box(0.2, 0.8), x -> new Logarithmic(plain(x[0]))),
    EXPONENTIAL(box(0.3, 3), x -> new Exponential(x[0])),
    GAMMA(box(1.2, 4, 0.3, 3), x -> new Gamma(x[0], x[1])),
    CHI_SQUARED(box(2.2, 6), x -> new ChiSquared(x[0])),
    INVERSE_GAMMA(box(2.2, 5, 0.3, 3), x -> new InverseGamma(x[0], x[1])),
    WEIBULL(box(1.2, 3, 0.3, 3), x -> new Weibull(x[0], x[1])),
    RAYLEIGH(box(0.3, 3), x -> new Rayleigh(x[0])),
    HALF_NORMAL(box(0.3, 3), x -> new HalfNormal(x[0])),
    LOG_NORMAL(box(-1, 1, 0.3, 1), x -> new LogNormal(x[0], x[1])),
    PARETO(box(0.3, 2, 3.2, 6), x -> new Pareto(x[0], x[1])),
    BETA(box(1.2, 4, 1.2, 4), x -> new Beta(x[0], x[1])),
    NORMAL(box(-2, 2, 0.3, 3), x -> new Normal(x[0], x[1])),
    LAPLACE(box(-2, 2, 0.3, 2), x -> new Laplace(x[0], x[1])),
    UNIFORM(box(0.05, 0.45, 0.55, 0.95), x -> new Uniform(x[0], x[1])),
    WIDE_UNIFORM(box(-4, -3.2, 3.2, 4), x -> new Uniform(x[0], x[1])),
    STUDENT_T(box(2.5, 9, -2, 2, 0.3, 3), x -> new StudentT(x[0], x[1], x[2])),
    CAUCHY(box(-2, 2, 0.3, 3), x -> new Cauchy(x[0], x[1])),
    GUMBEL(box(-2, 2, 0.3, 3), x -> new Gumbel(x[0], x[1])),
    LOGISTIC(box(-2, 2, 0.3, 2), x -> new Logistic(x[0], x[1])),
    VON_MISES(box(-3, 3, 0.2, 6), x -> new VonMises(x[0], x[1])),
    INVERSE_GAUSSIAN(box(0.3, 3, 0.3, 3), x -> new InverseGaussian(x[0], x[1])),
    CONTINUOUS_BERNOULLI(box(0.05, 0.95), x -> new ContinuousBernoulli(plain(x[0]))),
    CONTINUOUS_BERNOULLI_BY_LOGIT(box(-3, 3), x -> new ContinuousBernoulli(new Probability.Logit(x[0])));

    private final double[] box;
    private final Function<Parameter[], Univariate> make;

    ScalarKind(double[] box, Function<Parameter[], Univariate> make) {
        this.box = box;
        this.make = make;
    }

    private static double[] box(double... ends) {
        return ends;
    }

    private static Probability plain(Parameter p) {
        return new Probability.Plain(p);
    }

    int parameters() {
        return box.length / 2;
    }

    /** The point of the box at {@code u} of the unit cube. */
    double[] at(double... u) {
        double[] x = new double[parameters()];
        for (int i = 0; i < x.length; i++) {
            x[i] = box[2 * i] + u[i] * (box[2 * i + 1] - box[2 * i]);
        }
        return x;
    }

    Univariate of(double... x) {
        Parameter[] parameters = new Parameter[x.length];
        for (int i = 0; i < x.length; i++) {
            parameters[i] = Parameter.of(x[i]);
        }
        return make.apply(parameters);
    }

    /** By the entries {@code from} on of a column. */
    Univariate of(Var column, int from) {
        Parameter[] parameters = new Parameter[parameters()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = Parameter.of(rows(column, from + i, from + i + 1));
        }
        return make.apply(parameters);
    }

    /** By the entries {@code from} on of a column of numbers. */
    Univariate of(DMatrixRMaj column, int from) {
        double[] x = new double[parameters()];
        System.arraycopy(column.data, from, x, 0, x.length);
        return of(x);
    }
}
