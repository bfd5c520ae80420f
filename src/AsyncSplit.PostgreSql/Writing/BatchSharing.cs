namespace AsyncSplit.PostgreSql.Writing;

/// <summary>
/// With which commits of the same chain one may share a batch. A batch is applied part by part, not commit by commit; where that could be told from one after the other, they go into batches of their own.
/// </summary>
internal enum BatchSharing
{
    /// <summary>With none.</summary>
    None = 0,

    /// <summary>With other steps.</summary>
    Steps = 1,

    /// <summary>With settlements of other futures that come from outside.</summary>
    Settlements = 2,
}
