using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A for loop whose condition declares a variable that its body uses on both sides of an await.
[Case]
public partial class ForConditionDeclares(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        object o = "a";
        var log = "";
        return await Sub("a", n);
    }

    [Chainable]
    public async Task<string> Sub(string? o, int n)
    {
        var log = "";
        for (var i = 0; o is string s && i < n; i++)
        {
            log += s;
            await probe.Note(s);
            o = s.Length > 1 ? null : s + i;
            log += s.Length;
        }

        return log;
    }
}
