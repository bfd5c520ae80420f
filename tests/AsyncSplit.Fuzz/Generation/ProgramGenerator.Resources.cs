using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Generation;

/// <content>Resources around awaits and jumps: statements and declarations, awaited or not, null, structs, ones that throw when they end.</content>
internal sealed partial class ProgramGenerator
{
    private Statement Using(int depth) => _at.MayAwait ? UsingAcross(depth) : UsingWithin(depth);

    private Statement UsingAcross(int depth)
    {
        var isAwaited = _chance.In100(40);
        var (id, held) = (Make(Types.Int, 1), FindVariable(Types.Box)?.Name ?? "null");
        var type = isAwaited ? "SlowResource" : _chance.In100(25) ? "ResourceCell" : "Resource";
        var made = new Expression(Types.Nothing, $"new {type}({id}, {held})");
        var @using = isAwaited ? "await using" : "using";
        switch (_chance.Below(10))
        {
            case 0:
                return new Statement($"{@using} ({made}) {MakeBlock(depth)}");
            case 1 when isAwaited:
                return new Statement($"await using ({made}.ConfigureAwait(false)) {MakeBlock(depth)}");
            case 2 when type != "ResourceCell":
                var condition = AsVariable(Make(Types.Bool, 1));
                return Scoped(() => new Statement($"{@using} ({type}? {_scope.NewName("r")} = ({condition} ? null : {made})) {MakeBlock(depth)}"));
            case < 6:
                return Scoped(() =>
                {
                    var name = _scope.NewName("r");
                    return new Statement($"{@using} (var {name} = {made}) {InSightOf(name, () => MakeBlock(depth))}");
                });
            default:
                return Scoped(() =>
                {
                    var name = _scope.NewName("r");
                    var rest = InSightOf(name, () => Statements(depth, _chance.Between(1, 3)));
                    return new Statement($"{new Block([new Statement($"{@using} var {name} = {made};"), .. rest])}");
                });
        }
    }

    private T InSightOf<T>(string resource, Func<T> make) => Visible([new Variable($"{resource}.Id", Types.Int, IsAssignable: false)], make);

    /// <summary>Without an await in its scope: one that could not cross any.</summary>
    private Statement UsingWithin(int depth)
    {
        var id = NewId();
        var name = _scope.NewName("lease");
        return _chance.In100(50)
            ? new Statement($"using (var {name} = new Lease(journal, {id})) {MakeBlock(depth)}")
            : new Statement($"{{\nusing var {name} = new Lease(journal, {Make(Types.Int, 1)});\n{MakeBlock(depth)}\n}}");
    }
}
