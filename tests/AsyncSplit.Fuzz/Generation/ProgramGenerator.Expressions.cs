using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Generation;

/// <content>Expressions of any type.</content>
internal sealed partial class ProgramGenerator
{
    /// <summary>An expression of a type.</summary>
    private Expression Make(ProgramType type, int depth)
    {
        if (depth <= 0 || _chance.In100(15))
        {
            return Leaf(type);
        }

        for (var attempt = 0; attempt < 3; attempt++)
        {
            if ((_chance.In100(55) ? General(type, depth - 1) : Special(type, depth - 1)) is { } made)
            {
                return made;
            }
        }

        return Leaf(type);
    }

    /// <summary>One that the compiler does not compute, so that what it comes to is known at run time only.</summary>
    private Expression MakeVariable(ProgramType type, int depth) => AsVariable(Make(type, depth));

    private Expression AsVariable(Expression made) => made.IsConstant ? Traced(made) : made;

    private Expression Traced(Expression made) => new(made.Type, $"journal.Of({NewId()}, {made})");

    private Expression? General(ProgramType type, int depth) => _chance.Below(100) switch
    {
        < 34 => Await(type, depth),
        < 44 => Traced(Make(type, depth)),
        < 47 => new Expression(type, $"journal.Boom({NewId()}, {Make(type, depth)}, {Make(Types.Bool, depth)})"),
        < 55 => new Expression(type, $"({MakeVariable(Types.Bool, depth)} ? {Make(type, depth)} : {Make(type, depth)})"),
        < 60 => SwitchExpression(type, depth),
        < 67 => Assignment(type, depth),
        < 78 => Read(type, depth),
        < 81 => Coalesced(type, depth),
        < 84 => new Expression(type, $"({MakeVariable(Types.Bool, depth)} ? {Make(type, depth)} : throw {NewException(depth)})"),
        < 87 => Lambda(type, depth),
        < 93 => FunctionCall(type, depth),
        < 96 => WithPatternVariable(type, depth),
        < 98 => WithOutVariables(type, depth),
        _ => new Expression(type, $"((({type})({MakeVariable(type, depth)})))"),
    };

    private Expression? Special(ProgramType type, int depth) => type.Kind switch
    {
        TypeKind.Integer => Integer(type, depth),
        TypeKind.Small => Small(type, depth),
        TypeKind.Real => Real(type, depth),
        TypeKind.Bool => Condition(depth),
        TypeKind.Text => TextOperation(depth),
        TypeKind.Plain => Plain(type, depth),
        TypeKind.Nullable => Nullable(type, depth),
        TypeKind.Tuple => new Expression(type, $"({Parts(type, depth)})"),
        _ => Construct(type, depth),
    };

    private List<Node> Parts(ProgramType type, int depth) => [.. type.Arguments.Select(part => Make(part, depth))];

    private Expression? Assignment(ProgramType type, int depth)
    {
        if (Target(type, depth) is not { } target)
        {
            return null;
        }

        if (type.IsNumber && _chance.In100(50))
        {
            return Changed(target, depth);
        }

        return new Expression(type, $"({target} = {Make(type, depth)})");
    }

    /// <summary>A compound assignment or an increment of a number.</summary>
    private Expression Changed(Expression target, int depth)
    {
        var type = target.Type;
        if (_chance.In100(35))
        {
            return _chance.Of(true, false)
                ? new Expression(type, $"({_chance.Of("++", "--")}{target})")
                : new Expression(type, $"({target}{_chance.Of("++", "--")})");
        }

        var value = type.Kind == TypeKind.Small ? new Expression(type, $"(({type})({MakeVariable(type, depth)}))") : Make(type, depth);
        return new Expression(type, $"({target} {_chance.Of("+=", "-=", "*=")} {value})");
    }

    private Expression? Coalesced(ProgramType type, int depth)
    {
        if (type.Kind is TypeKind.Nullable or TypeKind.Tuple)
        {
            return null;
        }

        if (type.IsReference)
        {
            return new Expression(type, $"({Make(type, depth)} ?? {Make(type, depth)})");
        }

        return new Expression(type, $"({Make(Types.Nullable(type), depth)} ?? {Make(type, depth)})");
    }

    private Expression Lambda(ProgramType type, int depth)
    {
        if (!type.IsShared && _at.MayAwait && _chance.In100(40))
        {
            var inside = _at with { IsHandler = false, Returns = null, Labels = [], HasFuel = false, MayResize = false, RunsOnce = false };
            var value = Within(inside, () => Scoped(() => Make(type, depth)));
            return new Expression(type, $"(await Later.Run(async () => {{ await Task.Yield(); return {value}; }}))");
        }

        var plain = Within(_at with { MayAwait = false, IsHandler = false, HasFuel = false, MayResize = false, RunsOnce = false }, () => Scoped(() => Make(type, depth)));
        return new Expression(type, $"((Func<{type}>)(() => {plain}))()");
    }

    private Expression WithOutVariables(ProgramType type, int depth)
    {
        var condition = MakeVariable(Types.Int, depth);
        Variable[] variables = [new(_scope.NewName("h"), Types.Int), new(_scope.NewName("t"), Types.Text)];
        var then = Visible(variables, () => Make(type, depth));
        var @else = Visible(variables, () => Make(type, depth));
        return new Expression(type, $"(Trace.Split({condition}, out var {variables[0].Name}, out var {variables[1].Name}) ? {then} : {@else})");
    }

    private Expression? FunctionCall(ProgramType type, int depth)
    {
        var functions = _scope.VisibleFunctions.Where(function => function.Result.Equals(type) && (!function.IsAsync || _at.MayAwait) && (!function.IsLifted || _at.IsHandler)).ToList();
        if (functions.Count == 0)
        {
            return null;
        }

        var function = _chance.Of<Function>(functions);
        var call = new Expression(type, $"{function.Name}({Arguments(function, depth)})");
        return function.IsAsync ? new Expression(type, $"(await {call})") : call;
    }

    /// <summary>In order, or named and in another.</summary>
    private List<Node> Arguments(Function function, int depth)
    {
        var arguments = function.Parameters.Select(parameter => (parameter.Name, Value: Make(parameter.Type, depth))).ToList();
        if (arguments.Count > 1 && !function.IsDelegate && _chance.In100(25))
        {
            arguments.Reverse();
            return [.. arguments.Select(argument => new Expression(argument.Value.Type, $"{argument.Name}: {argument.Value}"))];
        }

        return [.. arguments.Select(argument => argument.Value)];
    }

    private Expression NewException(int depth) => _chance.Below(4) switch
    {
        0 => new Expression(Types.Exception, $"new InvalidOperationException({Make(Types.Text, depth)})"),
        1 => new Expression(Types.Exception, $"new ProbeException(\"thrown {NewId()}\", {Make(Types.Int, depth)})"),
        2 => new Expression(Types.Exception, $"new ProbeDerivedException(\"thrown {NewId()}\", {_chance.Below(5)})"),
        _ => new Expression(Types.Exception, $"new ArgumentException(\"thrown {NewId()}\", \"p\")"),
    };
}
