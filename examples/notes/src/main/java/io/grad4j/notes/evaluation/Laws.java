package io.grad4j.notes.evaluation;

import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Elementwise;
import io.grad4j.autodiff.ops.Factorizations;
import io.grad4j.autodiff.ops.Gaussians;
import io.grad4j.notes.binding.Domain;
import io.grad4j.notes.binding.Meaning;
import io.grad4j.notes.binding.Scope;
import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Expr.Call;
import io.grad4j.notes.syntax.Expr.Fn;
import io.grad4j.notes.syntax.Expr.Integral;
import io.grad4j.notes.syntax.Expr.Moment;
import io.grad4j.notes.syntax.Expr.None;
import io.grad4j.notes.syntax.Expr.Num;
import io.grad4j.notes.syntax.Expr.Sym;
import io.grad4j.notes.syntax.Latex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;

/**
 * Expectations, integrals, entropies and divergences: sums over the points of a distribution, Gauss-Hermite rules under a normal
 * law.
 */
final class Laws {
    private final Evaluator evaluator;
    private final Map<String, List<Var>> weights = new HashMap<>();
    private final Quadrature quadrature;
    private boolean summed;

    Laws(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.quadrature = new Quadrature(evaluator);
    }

    /** Whether an integral was taken as a sum. */
    boolean sums() {
        return summed;
    }

    /** p at a point. */
    Var probability(String family, int point) {
        return weight(family, point).elementDiv(normalizer(family));
    }

    /** Σ p̄. */
    Var normalizer(String family) {
        return weightsOf(family).stream().reduce(Var::plus).orElseThrow();
    }

    /** p̄ at a point. */
    Var weight(String family, int point) {
        return weightsOf(family).get(point);
    }

    private List<Var> weightsOf(String family) {
        List<Var> known = weights.get(family);
        if (known == null) {
            known = defined(family).orElseGet(() -> drawn(family));
            weights.put(family, known);
        }
        return known;
    }

    /** The weights that the note or a directive defines. */
    private Optional<List<Var>> defined(String family) {
        for (String accent : List.of("bar", "tilde", "hat")) {
            String key = "\\" + accent + "{" + family + "}";
            if (evaluator.scope.of(key).orElse(null) instanceof Meaning.Defined weight
                    && weight.parameters().size() == 1) {
                List<Var> all = new ArrayList<>();
                for (int i = 0; i < evaluator.draw.support(); i++) {
                    Local point = Local.point(i);
                    all.add(evaluator.names.with(weight.parameters().get(0), point, () -> evaluator.of(weight.body())));
                }
                return Optional.of(all);
            }
        }
        return Optional.empty();
    }

    /**
     * Weights drawn at random; of a law with a parameter, log p̄ = a + Bt + ½(Ct)² with generic B and C, where t is how far the
     * parameter is from the point that is looked at.
     */
    private List<Var> drawn(String family) {
        Draw draw = evaluator.draw;
        double[] w = draw.weights(family, draw.support());
        String parameter =
                evaluator.scope.of(family).orElse(null) instanceof Meaning.Distribution law ? law.parameter() : "";
        List<Var> all = new ArrayList<>();
        for (int d = 0; d < w.length; d++) {
            Var weight = evaluator.constant(w[d]);
            if (!parameter.isEmpty()) {
                Var theta = evaluator.names.variable(Sym.of(parameter));
                Var t = theta.minus(evaluator.tape.constant(theta.value()));
                Var linear = direction("linear " + family, d, t);
                Var square = direction("square " + family, d, t);
                weight = weight.elementMult(
                        Elementwise.exp(linear.plus(square.elementMult(square).scale(0.5))));
            }
            all.add(weight);
        }
        return all;
    }

    private Var direction(String key, int point, Var t) {
        int length = t.rows() * t.cols();
        double[] all = evaluator.draw.vector(key, Domain.REAL, length * evaluator.draw.support());
        DMatrixRMaj row = new DMatrixRMaj(t.rows(), t.cols());
        System.arraycopy(all, point * length, row.data, 0, length);
        return t.dot(evaluator.tape.constant(row));
    }

    /** N(z; μ, Σ). */
    Var density(Meaning.Gaussian law, Var z) {
        if (law.scalar()) {
            Var sigma = Elementwise.sqrt(evaluator.of(law.covariance()));
            return Elementwise.exp(Gaussians.logDensity(z, evaluator.of(law.mean()), sigma));
        }
        Var mean = quadrature.mean(law);
        if (!z.shape().equals(mean.shape())) {
            throw NotEvaluable.because("a density of " + mean.shape() + " at " + z.shape());
        }
        return Elementwise.exp(
                Gaussians.logDensityByCovariance(z.transpose(), mean.transpose(), evaluator.of(law.covariance())));
    }

    Optional<Meaning.Gaussian> gaussian(Expr law) {
        if (law instanceof Call call
                && call.function().base().matches("N|\\\\mathcal\\{N}")
                && call.arguments().size() == 2) {
            Expr covariance = call.arguments().get(1);
            boolean matrix = isMatrix(covariance);
            return Optional.of(new Meaning.Gaussian(call.arguments().get(0), covariance, !matrix));
        }
        String base = evaluator.scope.lawKey(law);
        requireUsual(law);
        return base.isEmpty()
                ? Optional.empty()
                : evaluator
                        .scope
                        .of(base)
                        .filter(m -> m instanceof Meaning.Gaussian)
                        .map(m -> (Meaning.Gaussian) m);
    }

    private boolean isMatrix(Expr covariance) {
        boolean[] matrix = {covariance instanceof Fn fn && fn.name().equals("diag")};
        covariance.walk(e -> matrix[0] |= e instanceof Sym sym
                && (sym.base().equals("I")
                        || sym.base().equals("\\mathbf{I}")
                        || evaluator
                                .scope
                                .of(sym)
                                .filter(m -> m instanceof Meaning.Matrix || m instanceof Meaning.Defined)
                                .isPresent()));
        return matrix[0];
    }

    /** E and Var. */
    Var moment(Moment moment) {
        Expr law = moment.law();
        Expr by = moment.by();
        if (law instanceof None || isVariable(law)) {
            String name = law instanceof None ? randomIn(moment.body()) : Scope.key((Sym) law);
            Meaning.Random random = (Meaning.Random) evaluator.scope.of(name).orElseThrow();
            law = random.law();
            by = Sym.of(name);
        }
        if (by instanceof None) {
            requireVariable(moment.body());
        }
        Expr under = law;
        Expr variable = by;
        if (!moment.variance()) {
            return mean(under, variable, () -> evaluator.of(moment.body()));
        }
        Var first = mean(under, variable, () -> evaluator.of(moment.body()));
        Var second = mean(under, variable, () -> squared(evaluator.of(moment.body())));
        return Arithmetic.plus(second, squared(first).negate());
    }

    /** E_p[x] of a letter that nobody called a number may mean the variable of p. */
    private void requireVariable(Expr body) {
        body.walk(e -> {
            if (e instanceof Sym sym && evaluator.scope.isAssumed(Scope.key(sym))) {
                throw NotEvaluable.because("whether " + sym.base()
                        + " is the variable of the expectation is not said; write E_{" + sym.base() + " ∼ …}");
            }
        });
    }

    private static Var squared(Var x) {
        return Arithmetic.isScalar(x) ? x.elementMult(x) : Arithmetic.outer(x, x);
    }

    private boolean isVariable(Expr law) {
        return law instanceof Sym sym
                && evaluator
                        .scope
                        .of(Scope.key(sym))
                        .filter(m -> m instanceof Meaning.Random)
                        .isPresent();
    }

    private String randomIn(Expr body) {
        List<String> found = new ArrayList<>();
        body.walk(e -> {
            if (e instanceof Sym sym && isVariable(sym) && !found.contains(Scope.key(sym))) {
                found.add(Scope.key(sym));
            }
        });
        if (found.size() != 1) {
            throw NotEvaluable.because("an expectation that does not say under which law");
        }
        return found.get(0);
    }

    private Var mean(Expr law, Expr by, Supplier<Var> body) {
        Optional<Meaning.Gaussian> gaussian = gaussian(law);
        if (gaussian.isPresent()) {
            return quadrature.mean(gaussian.get(), z -> bound(by, Local.value(z), body));
        }
        String base = evaluator.scope.lawKey(law);
        requireUsual(law);
        Meaning meaning = evaluator.scope.of(base).orElseThrow(() -> NotEvaluable.unbound(Latex.of(law)));
        if (meaning instanceof Meaning.Empirical empirical) {
            return sampleMean(empirical, by, body);
        }
        boolean known = meaning instanceof Meaning.Distribution
                || (meaning instanceof Meaning.Defined defined
                        && defined.parameters().size() == 1);
        if (!known) {
            throw NotEvaluable.because("an expectation under " + base + ", " + meaning.words());
        }
        Var total = null;
        for (int i = 0; i < evaluator.draw.support(); i++) {
            Local point = Local.point(i);
            Var p = evaluator.names.with(Names.AMBIENT, point, () -> evaluator.names.atAmbient(base));
            Var term = Arithmetic.times(p, bound(by, point, body));
            total = total == null ? term : total.plus(term);
        }
        if (total == null) {
            throw new AssertionError("a support without points");
        }
        return total;
    }

    private Var sampleMean(Meaning.Empirical empirical, Expr by, Supplier<Var> body) {
        double[] sample = evaluator.names.sample(empirical.sample());
        Var total = null;
        for (double point : sample) {
            Var term = bound(by, Local.point((int) point), body);
            total = total == null ? term : total.plus(term);
        }
        if (total == null) {
            throw new AssertionError("a sample without points");
        }
        return total.scale(1.0 / sample.length);
    }

    /** The body with the variable of an expectation bound; without one, arguments that are not bound are the variable. */
    private Var bound(Expr by, Local local, Supplier<Var> body) {
        return evaluator.names.with(Names.AMBIENT, local, () -> {
            if (by instanceof Sym variable) {
                return evaluator.names.with(Scope.key(variable), local, body);
            }
            return evaluator.names.with(Names.ANY_ARGUMENT, local, body);
        });
    }

    /** ∫ f dx: under the normal density in f, else the sum over the points of the laws in f. */
    Var integral(Integral integral) {
        if (!(integral.low() instanceof None) && !isInfinite(integral)) {
            throw NotEvaluable.because("an integral between limits");
        }
        String x = Scope.key(integral.by());
        Optional<Meaning.Gaussian> weight = factorDensity(integral.body(), integral.by());
        if (weight.isPresent()) {
            return quadrature.integral(
                    weight.get(),
                    z -> evaluator.names.with(
                            Names.AMBIENT,
                            Local.value(z),
                            () -> evaluator.names.with(x, Local.value(z), () -> evaluator.of(integral.body()))));
        }
        requireLaw(integral);
        summed = true;
        return new Ranges(evaluator).overPoints(x, integral.body());
    }

    private static boolean isInfinite(Integral integral) {
        return integral.low().equals(new Expr.Neg(new Expr.Infinity())) && integral.high() instanceof Expr.Infinity;
    }

    private void requireLaw(Integral integral) {
        boolean[] law = {false};
        integral.body()
                .walk(e -> law[0] |= (e instanceof Sym || e instanceof Call)
                        && evaluator
                                .scope
                                .of(Scope.base(e))
                                .filter(m -> m instanceof Meaning.Distribution || m instanceof Meaning.Potential)
                                .isPresent());
        if (!law[0]) {
            throw NotEvaluable.because("an integral without a declared density");
        }
    }

    /** The normal density of the variable that stands in the body as a factor, outside logarithms first. */
    private Optional<Meaning.Gaussian> factorDensity(Expr body, Sym by) {
        Optional<Meaning.Gaussian> outside = density(body, by, false);
        return outside.isPresent() ? outside : density(body, by, true);
    }

    private Optional<Meaning.Gaussian> density(Expr e, Sym by, boolean logarithms) {
        if (e instanceof Call call && call.arguments().contains(by)) {
            return gaussian(e);
        }
        if (e instanceof Fn fn && fn.name().equals("log") && !logarithms) {
            return Optional.empty();
        }
        for (Expr child : e.children()) {
            Optional<Meaning.Gaussian> found = density(child, by, logarithms);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private void requireUsual(Expr law) {
        if (law instanceof Call call && !evaluator.scope.isUsual(call)) {
            throw NotEvaluable.because(Scope.base(law) + " is taken with more than one condition");
        }
    }

    /** KL(p‖q) = E_p[log p - log q]. */
    Var divergence(Expr p, Expr q) {
        String key = evaluator.scope.lawKey(p);
        if (!p.equals(q) && !key.isEmpty() && key.equals(evaluator.scope.lawKey(q))) {
            throw NotEvaluable.because("a divergence between two uses of one name");
        }
        requireUsual(q);
        return mean(
                p,
                None.NONE,
                () -> Arithmetic.plus(
                        Elementwise.log(bare(p)), Elementwise.log(bare(q)).negate()));
    }

    private Var bare(Expr law) {
        Optional<Meaning.Gaussian> gaussian = gaussian(law);
        Local ambient = evaluator.names.local(Names.AMBIENT).orElseThrow();
        Var z = ambient.value();
        if (gaussian.isPresent() && z != null) {
            return density(gaussian.get(), z);
        }
        return evaluator.names.atAmbient(evaluator.scope.lawKey(law));
    }

    /** H(p), H(p, q), N(x; μ, Σ). */
    Optional<Var> builtIn(Call call) {
        String name = call.function().base();
        if (name.equals("H") && call.given().isEmpty() && call.arguments().size() <= 2) {
            Expr p = call.arguments().get(0);
            Expr q = call.arguments().get(call.arguments().size() - 1);
            return Optional.of(mean(p, None.NONE, () -> Elementwise.log(bare(q)).negate()));
        }
        if (name.matches("N|\\\\mathcal\\{N}")) {
            List<Expr> all = new ArrayList<>(call.arguments());
            all.addAll(call.given());
            if (all.size() == 3) {
                Expr covariance = all.get(2);
                boolean scalar = Arithmetic.isScalar(evaluator.of(covariance)) && !isMatrix(covariance);
                return Optional.of(
                        density(new Meaning.Gaussian(all.get(1), covariance, scalar), evaluator.of(all.get(0))));
            }
        }
        return Optional.empty();
    }

    static boolean isZero(Expr e) {
        return e.equals(Num.of(0)) || e.equals(Sym.of("\\mathbf{0}"));
    }

    static Var cholesky(Var covariance) {
        return Factorizations.cholesky(covariance);
    }
}
