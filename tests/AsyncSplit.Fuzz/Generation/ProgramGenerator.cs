using System.Globalization;
using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Generation;

/// <summary>Makes a program of a seed. Its code is well typed because every rule asks for parts of the types it needs.</summary>
/// <remarks>Programs end: what loops has fuel. They do not depend on what AsyncSplit does not promise: the identity of what crosses a call, the state of a handler's instance.</remarks>
internal sealed partial class ProgramGenerator
{
    private readonly ulong _seed;
    private readonly Chance _chance;
    private readonly List<Function> _handlers = [];
    private Scope _scope = new(null);
    private Surroundings _at = new();
    private int _statements;
    private int _awaits;
    private int _ids;

    private ProgramGenerator(ulong seed)
    {
        _seed = seed;
        _chance = new Chance(seed);
    }

    public static ProgramTree Generate(ulong seed) => new ProgramGenerator(seed).Program();

    private ProgramTree Program()
    {
        var methods = new List<Method>();
        var helpers = _chance.In100(45) ? _chance.Between(1, 2) : 0;
        for (var i = 1; i <= helpers; i++)
        {
            methods.Add(Helper($"Sub{i}"));
        }

        Variable[] parameters = [new("n", Types.Int), new("s", Types.Text)];
        methods.Insert(0, Handler("Run", RandomResult(), parameters, fuel: 14, statements: _chance.Between(6, 18), awaits: _chance.Between(3, 11)));
        string[] rows = ["0, \"a\"", $"{_chance.Between(1, 9)}, \"b c\"", $"{_chance.Of(-1, 13, 2, 100)}, \"\""];
        return new ProgramTree(ProgramTree.NameOf(_seed), rows, methods);
    }

    private Method Helper(string name)
    {
        var parameters = Enumerable.Range(0, _chance.Between(0, 3)).Select(index => new Variable($"p{index}", RandomValueType())).ToList();
        var result = RandomResult();
        var method = Handler(name, result, parameters, fuel: 5, statements: _chance.Between(1, 4), awaits: _chance.Between(0, 3));
        _handlers.Add(new Function(name, result, parameters, IsAsync: true));
        return method;
    }

    private Method Handler(string name, ProgramType result, IReadOnlyList<Variable> parameters, int fuel, int statements, int awaits)
    {
        (_statements, _awaits) = (statements, awaits);
        _scope = new Scope(null);
        _at = new Surroundings { Returns = result };
        foreach (var parameter in parameters)
        {
            _scope.Variables.Add(parameter);
        }

        var task = _chance.In100(15) ? "ValueTask" : "Task";
        var head = string.Join(", ", parameters.Select(parameter => $"{parameter.Type} {parameter.Name}"));
        if (name != "Run" && _chance.In100(10))
        {
            return new Method($"[Chainable]\npublic async {task}<{result}> {name}({head}) => {Make(result, 3)};");
        }

        var body = new List<Statement> { new($"var fuel = {fuel};") };
        while (_statements > 0)
        {
            body.Add(MakeStatement(3));
        }

        body.Add(State());
        body.Add(new Statement($"return {Make(result, 2)};"));
        return new Method($"[Chainable]\npublic async {task}<{result}> {name}({head})\n{new Block(body)}");
    }

    /// <summary>Generates in other surroundings.</summary>
    private T Within<T>(Surroundings at, Func<T> make)
    {
        var before = _at;
        _at = at;
        var made = make();
        _at = before;
        return made;
    }

    /// <summary>Generates in a scope of its own.</summary>
    private T Scoped<T>(Func<T> make, bool isClosed = false)
    {
        _scope = new Scope(_scope) { IsClosed = isClosed };
        var made = make();
        _scope = _scope.End();
        return made;
    }

    /// <summary>A number for a line of the journal.</summary>
    private string NewId() => (++_ids).ToString(CultureInfo.InvariantCulture);
}
