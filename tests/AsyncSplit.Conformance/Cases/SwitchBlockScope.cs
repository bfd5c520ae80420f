using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A local declared in one switch section and used in another.
[Case]
public partial class SwitchBlockScope(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        switch (n)
        {
            case 1:
                await probe.Note("one");
                int x = 1;
                journal.Log($"{x}");
                break;
            case 2:
                x = 2;
                await probe.Note("two");
                journal.Log($"{x}");
                break;
            default:
                x = await probe.Add(n, 3);
                await probe.Note($"{x}");
                break;
        }
        return "done";
    }
}
