using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A user-defined || with an await on its right.
[Case]
public partial class UserDefinedOr(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var a = new UserDefinedOrT(n > 0);
        var b = new UserDefinedOrT(n > 1);
        var c = a || await Get(n > 2);
        return $"{c.V}";
    }

    async Task<UserDefinedOrT> Get(bool x)
    {
        await Task.Yield();
        journal.Log($"Get {x}");
        return new UserDefinedOrT(x);
    }
}

public sealed record UserDefinedOrT(bool V)
{
    public static bool operator true (UserDefinedOrT a) => a.V;
    public static bool operator false (UserDefinedOrT a) => !a.V;
    public static UserDefinedOrT operator &(UserDefinedOrT a, UserDefinedOrT b) => new(a.V & b.V);
    public static UserDefinedOrT operator |(UserDefinedOrT a, UserDefinedOrT b) => new(a.V | b.V);
}
