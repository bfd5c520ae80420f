using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Code that C# knows not to run, with awaits, inside a catch clause.
[Case]
public partial class UnreachableInCatch(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1]];

    [Chainable]
    public async Task<int> Run(int n)
    {
        try
        {
        }
        catch (InvalidOperationException)
        {
            if (false)
            {
                switch (await probe.Add(n, 1))
                {
                }

                switch (await probe.Add(n, 2))
                {
                    case 3:
                        return 3;
                }

                switch (await probe.Is(n > 2))
                {
                    case true:
                        return 3;
                    case false:
                        return 4;
                }
            }
        }

        return n > 0 ? await Endless(n) + await Returned(n) : n;
    }

    [Chainable]
    public async Task<int> Endless(int n)
    {
        while (true)
        {
            if (await probe.Add(n, 3) > 3)
            {
                return n;
            }
        }

        switch (await probe.Add(n, 4))
        {
            case 5:
                return 6;
        }

        try
        {
            await probe.Add(n, 5);
        }
        finally
        {
            await probe.Add(n, 6);
        }
    }

    [Chainable]
    public async Task<int> Returned(int n)
    {
        return await probe.Add(n, 7);

        if (await probe.Is(true))
        {
            await probe.Add(n, 8);
        }

        while (await probe.Is(false))
        {
            await probe.Add(n, 9);
        }
    }
}
