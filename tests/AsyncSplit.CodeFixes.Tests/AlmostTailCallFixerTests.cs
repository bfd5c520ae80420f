using AsyncSplit.CodeFixes.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.CodeFixes.Tests;

public sealed class AlmostTailCallFixerTests
{
    [Fact]
    public void TheResultIsReturnedAtOnce() => FixRun.Fixes<AlmostTailCallFixer>(
        AlmostTailCall,
        Source("""
            // Charges.
                    var payment = await payments.ChargeAsync("x", 1); // at last
                    return payment;
            """),
        Source("""
            // Charges.
                    return await payments.ChargeAsync("x", 1); // at last
            """));

    [Fact]
    public void AllResultsAtOnce() => FixRun.FixesAll<AlmostTailCallFixer>(
        AlmostTailCall,
        Source("""
            if (DateTime.Now.Year < 2000)
                    {
                        var early = await payments.ChargeAsync("x", 1);
                        return early;
                    }

                    string late = await payments.ChargeAsync("x", 2);

                    return late;
            """),
        Source("""
            if (DateTime.Now.Year < 2000)
                    {
                        return await payments.ChargeAsync("x", 1);
                    }

                    return await payments.ChargeAsync("x", 2);
            """));

    [Fact]
    public void CommentsAndRegionsStay() => FixRun.Fixes<AlmostTailCallFixer>(
        AlmostTailCall,
        Source("""
            #region Charging
                    var payment = await payments.ChargeAsync("x", 1);
                    /* All is paid. */
                    #endregion
                    return payment;
            """),
        Source("""
            #region Charging
                    return await payments.ChargeAsync("x", 1);
                    /* All is paid. */
                    #endregion

            """));

    [Fact]
    public void WhatATryHasLeftToDoIsNotTakenAway() => FixRun.OffersNothing<AlmostTailCallFixer>(
        AlmostTailCall,
        Source("try { return await payments.ChargeAsync(\"x\", 1); } catch (InvalidOperationException) { return \"\"; }"));

    private static string Source(string body) => $$"""
        partial class Orders(Shop.IPayments payments)
        {
            [Chainable]
            public async Task<string> GoAsync()
            {
                {{body}}
            }
        }
        """;
}
