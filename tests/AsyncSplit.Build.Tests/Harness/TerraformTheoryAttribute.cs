namespace AsyncSplit.Build.Tests.Harness;

/// <summary>A test that runs Terraform, offline: skipped where it, or a folder with the AWS provider, is missing.</summary>
public sealed class TerraformTheoryAttribute : TheoryAttribute
{
    public TerraformTheoryAttribute()
    {
        if (Terraform.Program is null)
        {
            Skip = "terraform is not installed.";
        }
        else if (Terraform.Plugins is null)
        {
            Skip = "The AWS provider is not there: TF_PLUGINS names a folder with it, as 'terraform providers mirror' makes one.";
        }
    }
}
