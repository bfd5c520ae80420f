using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Conditions that declare variables around awaits inside try, catch and finally blocks.
[Case]
public partial class JumpsInTry(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        try
        {
            try
            {
                if (await probe.Maybe(n == 0 ? null : "a") is not { } a || (await probe.Add(n, 0) is var q && q == 2) || !(await probe.Is(q < 3)))
                    throw new InvalidOperationException("thrown");
                log += a + q;
                if (q == 1)
                    return log + await probe.Echo(a);
            }
            finally
            {
                log += await probe.Echo("f");
            }
        }
        catch (InvalidOperationException e)when (e.Message is { Length: var len } && len > 3)
        {
            if (n > 5 || await probe.Is(n == 2) && e.Message is ['t', ..])
            {
                var c = 'c';
                log += c;
                await probe.Note(log);
                log += c + len;
                goto Done;
            }

            log += len;
        }

        log += "x";
        Done:
            return log + await probe.Echo("end");
    }
}
