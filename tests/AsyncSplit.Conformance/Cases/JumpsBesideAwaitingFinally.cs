using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Jumps that stay inside a try block whose finally block awaits, beside such that leave it.
[Case]
public partial class JumpsBesideAwaitingFinally(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [3], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var trail = "";
        for (var i = 0; i < 2; i++)
        {
            try
            {
                var tries = 0;
            again:
                trail += await probe.Add(tries, n);
                tries++;
                if (tries < n)
                {
                    goto again;
                }

                foreach (var number in await probe.Range(0, 3))
                {
                    if (number == n)
                    {
                        continue;
                    }

                    if (number == 2)
                    {
                        break;
                    }

                    trail += await probe.Echo($"n{number}");
                }

                if (n == 3)
                {
                    goto done;
                }

                if (n == 5)
                {
                    continue;
                }

                journal.Log("end of try");
            }
            finally
            {
                await probe.Note($"finally {i}");
            }

            trail += ";";
        }

    done:
        return trail;
    }
}
