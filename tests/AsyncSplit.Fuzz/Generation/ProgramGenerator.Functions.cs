using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Generation;

/// <content>Local functions: static, capturing, changing what they capture, asynchronous over opaque awaits.</content>
internal sealed partial class ProgramGenerator
{
    private Statement? LocalFunction()
    {
        if (!_at.IsHandler)
        {
            return null;
        }

        var isAsync = _chance.In100(35);
        var isStatic = _chance.In100(20);
        var result = _chance.In100(60) ? Types.Int : RandomValueType();
        var name = _scope.NewName("F");
        var parameters = Enumerable.Range(0, _chance.Between(0, 2)).Select(_ => new Variable(_scope.NewName("a"), _chance.Of(Types.Int, Types.Text))).ToList();
        var inside = new Surroundings { IsHandler = false, MayAwait = isAsync, Returns = result, HasFuel = false, MayResize = false };
        var body = Within(inside, () => Scoped(() => Body(parameters, result), isClosed: isStatic));
        _scope.Functions.Add(new Function(name, result, parameters, isAsync));
        var head = string.Join(", ", parameters.Select(parameter => $"{parameter.Type} {parameter.Name}"));
        return new Statement($"{(isStatic ? "static " : "")}{(isAsync ? "async " : "")}{(isAsync ? $"Task<{result}>" : result.Text)} {name}({head}) {body}");
    }

    private Block Body(List<Variable> parameters, ProgramType result)
    {
        _scope.Variables.AddRange(parameters);
        var statements = new List<Statement>();
        var count = _chance.Between(0, 2);
        for (var i = 0; i < count && !_scope.IsClosed; i++)
        {
            statements.Add(MakeStatement(1));
        }

        return new Block([.. statements, new Statement($"return {(_scope.IsClosed ? Leaf(result) : Make(result, 2))};")]);
    }
}
