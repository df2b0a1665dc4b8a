package io.grad4j.notes.binding;

import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Expr.Call;
import io.grad4j.notes.syntax.Expr.Sym;
import io.grad4j.notes.syntax.Latex;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the names mean at one place of a note. */
public final class Scope {
    /** Behind the base of the names of a sample's members, whose own name may mean something else. */
    public static final String MEMBERS = "[]";

    private final Map<String, Meaning> meanings = new LinkedHashMap<>();
    private final Set<String> functions = new LinkedHashSet<>();
    private final Map<String, String> conditions = new LinkedHashMap<>();
    private final Set<String> assumed = new LinkedHashSet<>();
    private String parameter = "";

    /** Nothing is bound. */
    public Scope() {}

    /** A copy that can be changed by itself. */
    public Scope copy() {
        Scope copy = new Scope();
        copy.meanings.putAll(meanings);
        copy.functions.addAll(functions);
        copy.conditions.putAll(conditions);
        copy.assumed.addAll(assumed);
        copy.parameter = parameter;
        return copy;
    }

    /** The key of a name: with its subscripts. */
    public static String key(Sym name) {
        return Latex.of(name);
    }

    /** Binds a name. */
    public void bind(String key, Meaning meaning) {
        meanings.remove(key);
        meanings.put(key, meaning);
        if (meaning instanceof Meaning.Defined defined && !defined.parameters().isEmpty()) {
            functions.add(base(key));
            functions.add(base(key) + "()");
        } else if (isCalled(meaning)) {
            functions.add(base(key));
        } else {
            functions.remove(base(key) + "()");
        }
    }

    /** Binds a name unless it is bound. */
    public void bindIfFree(String key, Meaning meaning) {
        if (!meanings.containsKey(key)) {
            bind(key, meaning);
        }
    }

    private static boolean isCalled(Meaning meaning) {
        return meaning instanceof Meaning.Distribution
                || meaning instanceof Meaning.Gaussian
                || meaning instanceof Meaning.Potential
                || meaning instanceof Meaning.Table
                || meaning instanceof Meaning.Empirical;
    }

    private static String base(String key) {
        int under = key.indexOf('_');
        return under < 0 ? key : key.substring(0, under);
    }

    /** Makes brackets of bare names behind a name its arguments. */
    public void function(String base) {
        functions.add(base);
    }

    /** Whether brackets of bare names behind a name are its arguments; with {@code ()} behind it, whether any brackets are. */
    public boolean isFunction(String base) {
        return functions.contains(base) || (base.equals("H") && !meanings.containsKey("H"));
    }

    /** The meaning of the name with all of its subscripts. */
    public Optional<Meaning> of(String key) {
        return Optional.ofNullable(meanings.get(key));
    }

    /** The meaning of a name, or of its base where the subscript does not belong to the name. */
    public Optional<Meaning> of(Sym name) {
        Meaning whole = meanings.get(key(name));
        return Optional.ofNullable(whole == null ? meanings.get(name.base()) : whole);
    }

    /** The name that distributions depend on and that ∇ without a subscript means; empty if there is none, or more than one. */
    public String parameter() {
        return parameter;
    }

    void parameter(String base) {
        parameter = base;
    }

    /** Takes a name that is not bound for a real number, which its use as an argument or in a derivative suggests. */
    void assumeReal(String base) {
        if (!meanings.containsKey(base)) {
            bind(base, new Meaning.Scalar(Domain.REAL));
            assumed.add(base);
        }
    }

    /** Whether nobody said that a name is a number. */
    public boolean isAssumed(String key) {
        return assumed.contains(key);
    }

    void condition(String base, String condition) {
        conditions.put(base, condition);
    }

    /** Whether a law is conditioned on what the note mostly conditions it on: q(z|x) is not q(z). */
    public boolean isUsual(Call call) {
        String usual = conditions.get(call.function().base());
        return usual == null || usual.equals(Facts.condition(call));
    }

    /** The key of the law that {@code e} names: with its subscripts unless these are its parameter; empty if it is not bound. */
    public String lawKey(Expr e) {
        Sym name = e instanceof Call call ? call.function() : e instanceof Sym sym ? sym : Sym.of("");
        if (meanings.containsKey(key(name))) {
            return key(name);
        }
        boolean parameter = meanings.get(name.base()) instanceof Meaning.Distribution law
                && name.subscripts().equals(List.of(Sym.of(law.parameter())));
        boolean normal = meanings.get(name.base()) instanceof Meaning.Gaussian;
        return parameter || normal ? name.base() : "";
    }

    /** All that is bound, oldest first. */
    public Map<String, Meaning> all() {
        return Collections.unmodifiableMap(meanings);
    }

    /** The base of the function or law that {@code e} names, or nothing. */
    public static String base(Expr e) {
        return e instanceof Expr.Call call ? call.function().base() : e instanceof Sym sym ? sym.base() : "";
    }
}
