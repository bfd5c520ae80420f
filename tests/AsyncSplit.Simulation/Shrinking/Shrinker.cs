using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shrinking;

/// <summary>Finds a smaller scenario that is violated too.</summary>
internal static class Shrinker
{
    /// <summary>Runs a scenario.</summary>
    /// <returns>What is violated; null where nothing is.</returns>
    public static string? Violation(Laboratory laboratory, Scenario scenario, List<string>? trace = null)
    {
        try
        {
            new World(laboratory, scenario, trace).Run();
            return null;
        }
        catch (ViolationException violation)
        {
            return violation.Message;
        }
        catch (Exception exception)
        {
            // The engine or the store has thrown where they never do.
            return exception.ToString();
        }
    }

    /// <inheritdoc cref="Violation(Laboratory, Scenario, List{string})"/>
    public static string? Violation(Laboratory laboratory, Scenario scenario, out int executions)
    {
        var world = new World(laboratory, scenario);
        try
        {
            world.Run();
            return null;
        }
        catch (Exception exception)
        {
            return exception.Message;
        }
        finally
        {
            executions = world.Executions;
        }
    }

    /// <summary>Makes a violated scenario as small as it gets, one change at a time.</summary>
    public static Scenario Shrink(Laboratory laboratory, Scenario scenario)
    {
        while (Smaller(scenario).FirstOrDefault(candidate => Violation(laboratory, candidate) is not null) is { } smaller)
        {
            scenario = smaller;
        }

        return scenario;
    }

    private static IEnumerable<Scenario> Smaller(Scenario scenario)
    {
        for (var i = 0; i < scenario.Chains.Count && scenario.Chains.Count > 1; i++)
        {
            yield return scenario with { Chains = [.. scenario.Chains.Where((_, index) => index != i)] };
        }

        for (var i = 0; i < scenario.Chains.Count; i++)
        {
            var (shape, size) = scenario.Chains[i];
            if (size > 1)
            {
                yield return scenario with { Chains = [.. scenario.Chains.Select((chain, index) => index == i ? (shape, size - 1) : chain)] };
            }
        }

        if (scenario.Workers > 1)
        {
            yield return scenario with { Workers = scenario.Workers - 1 };
        }

        if (scenario.Safeguard != Safeguard.None)
        {
            yield return scenario with { Safeguard = scenario.Safeguard - 1 };
        }

        foreach (var fault in Enum.GetValues<Faults>().Where(fault => fault is not Faults.None and not Faults.All && scenario.Faults.HasFlag(fault)))
        {
            yield return scenario with { Faults = scenario.Faults & ~fault };
        }

        var most = Math.Min(scenario.MaxFaults, 1000);
        foreach (var fewer in new[] { 0, most / 2, most - 1 }.Where(fewer => fewer >= 0 && fewer < most).Distinct())
        {
            yield return scenario with { MaxFaults = fewer };
        }
    }
}
