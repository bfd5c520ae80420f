using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Generation;

/// <content>Async local functions and lambdas with chain calls, which run in entry points of their own. What they use of the handler are values that they do not change.</content>
internal sealed partial class ProgramGenerator
{
    private Statement? Lifted()
    {
        if (!_at.IsHandler || !_at.MayAwait)
        {
            return null;
        }

        if (_chance.In100(30))
        {
            return Quiet();
        }

        var isLambda = _chance.In100(40);
        var result = _chance.In100(50) ? Types.Int : RandomValueType();
        var name = _scope.NewName("G");
        var parameters = Enumerable.Range(0, _chance.Between(0, 2)).Select(_ => new Variable(_scope.NewName("b"), _chance.In100(70) ? _chance.Of(Types.Int, Types.Text) : RandomValueType())).ToList();
        var captured = _scope.VisibleVariables.Where(variable => !variable.Type.IsShared && !variable.Name.Contains('.', StringComparison.Ordinal)).Select(variable => variable with { IsAssignable = false }).ToList();
        _awaits += 2;
        var body = Within(new Surroundings { Returns = result, HasFuel = false }, () => Scoped(() => LiftedBody([.. captured, .. parameters], result), isClosed: true));
        var function = new Function(name, result, parameters, IsAsync: true) { IsLifted = true, IsDelegate = isLambda };
        _scope.Functions.Add(function);

        // One that is never called is refused.
        var call = new Statement($"journal.State({NewId()}, await {name}({Arguments(function, 1)}));");
        return isLambda
            ? new Statement($"Func<{string.Concat(parameters.Select(parameter => $"{parameter.Type}, "))}Task<{result}>> {name} = async ({string.Join(", ", parameters.Select(parameter => parameter.Name))}) => {body};\n{call}")
            : new Statement($"async {_chance.Of("Task", "Task", "ValueTask")}<{result}> {name}({string.Join(", ", parameters.Select(parameter => $"{parameter.Type} {parameter.Name}"))}) {body}\n{call}");
    }

    private Block LiftedBody(List<Variable> variables, ProgramType result)
    {
        _scope.Variables.AddRange(variables);
        var statements = Statements(1, _chance.Between(0, 2));
        var argument = Make(Types.Int, 1);
        var called = Declare(Types.Int);
        statements.Add(new Statement($"var {called.Name} = await values.Int({argument});"));
        return new Block([.. statements, new Statement($"return {Make(result, 2)};")]);
    }

    /// <summary>One that logs nothing, so that it can be started.</summary>
    private Statement Quiet()
    {
        var (name, factor, parameter, local) = (_scope.NewName("Q"), _scope.NewName("q"), _scope.NewName("b"), _scope.NewName("b"));
        var type = _chance.Of(Types.Int, Types.Text);
        var value = Make(type, 1);
        var function = new Function(name, type, [new Variable(parameter, type)], IsAsync: true) { IsLifted = true, IsQuiet = true };
        _scope.Functions.Add(function);
        var (future, arguments) = (_scope.NewName("t"), Arguments(function, 1));
        _scope.Futures.Add(new Variable(future, type, IsAssignable: false));
        var member = type.Equals(Types.Int) ? "QuietInt" : "QuietText";
        return new Statement($$"""
            var {{factor}} = {{value}};
            async Task<{{type}}> {{name}}({{type}} {{parameter}})
            {
            var {{local}} = await values.{{member}}({{parameter}});
            return unchecked({{local}} + await values.{{member}}({{factor}}));
            }
            var {{future}} = {{name}}({{arguments}});
            """);
    }
}
