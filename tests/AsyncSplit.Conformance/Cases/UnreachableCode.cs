using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Code that can never run, around awaits.
[Case]
public partial class UnreachableCode(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
#pragma warning disable CS0162, CS0164
        var x = n;
        await probe.Note("a");
        if (false)
        {
            await probe.Note("never");
            x = 5;
        }
        while (false)
        {
            x = await probe.Add(1, 1);
        }
        if (x > 1)
        {
            return await probe.Echo("b");
            x = await probe.Add(2, 2);
        }
        for (; ; )
        {
            if (await probe.Is(x > 0))
                break;
            continue;
            x = 1;
        }
        do
        {
            x++;
            if (true)
                break;
            await probe.Note("never");
        } while (await probe.Is(true));
        try
        {
            throw new InvalidOperationException();
            x = 3;
        }
        catch (InvalidOperationException) { await probe.Note("c"); }
        return $"{x}";
        x = await probe.Add(3, 3);
    }
}
