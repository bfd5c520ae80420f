namespace AsyncSplit.PostgreSql.Tests.Fixtures;

/// <summary>What is in the schema when chains of <c>sum</c> and <c>pay</c> have run: neither more nor less.</summary>
internal static class Exact
{
    public static async Task AssertAsync(TempSchema schema, int chains, int calls, int paying)
    {
        Assert.Equal(chains, await schema.CountAsync("@.chains WHERE status = 1"));
        Assert.Equal(chains, await schema.CountAsync("@.chains"));
        Assert.Equal(chains * ((2L * calls) + 1), await schema.CountAsync("@.steps"));
        Assert.Equal(chains * ((2L * calls) + 1), await schema.CountAsync("(SELECT DISTINCT message_id FROM @.steps) AS ids"));
        Assert.Equal((long)paying * calls, await schema.CountAsync("@.effects"));
        Assert.Equal((long)paying * calls, await schema.CountAsync("(SELECT DISTINCT name FROM @.effects) AS names"));
        Assert.Equal(0, await schema.CountAsync("@.messages"));
        Assert.Equal(0, await schema.CountAsync("@.dead_letters"));
    }
}
