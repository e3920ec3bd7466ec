using Microsoft.EntityFrameworkCore;

namespace Dressora.Benchmarks;

/// <summary>The tables of <see cref="BaselineTables"/>, mapped.</summary>
internal sealed class CreditContext(DbContextOptions<CreditContext> options) : DbContext(options)
{
    public DbSet<AccountRow> Accounts => Set<AccountRow>();

    public DbSet<LotRow> Lots => Set<LotRow>();

    public DbSet<HoldRow> Holds => Set<HoldRow>();

    public DbSet<JournalRow> Journal => Set<JournalRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<AccountRow>(account =>
        {
            account.ToTable("accounts").HasKey(row => row.Name);
            account.Property(row => row.Name).HasColumnName("name");
            account.Property(row => row.Available).HasColumnName("available");
            account.Property(row => row.Held).HasColumnName("held");
        });
        modelBuilder.Entity<LotRow>(lot =>
        {
            lot.ToTable("lots").HasKey(row => row.Id);
            lot.Property(row => row.Id).HasColumnName("id").UseIdentityAlwaysColumn();
            lot.Property(row => row.Account).HasColumnName("account");
            lot.Property(row => row.Available).HasColumnName("available");
            lot.Property(row => row.Held).HasColumnName("held");
            lot.Property(row => row.Settled).HasColumnName("settled");
            lot.Property(row => row.ExpiresAt).HasColumnName("expires_at");
        });
        modelBuilder.Entity<HoldRow>(hold =>
        {
            hold.ToTable("holds").HasKey(row => new { row.Account, row.Id });
            hold.Property(row => row.Account).HasColumnName("account");
            hold.Property(row => row.Id).HasColumnName("id");
            hold.Property(row => row.Amount).HasColumnName("amount");
            hold.Property(row => row.Settled).HasColumnName("settled");
            hold.Property(row => row.IsOpen).HasColumnName("is_open");
            hold.Property(row => row.Deadline).HasColumnName("deadline");
            hold.HasMany(row => row.Lines).WithOne().HasForeignKey(line => new { line.Account, line.Hold });
        });
        modelBuilder.Entity<HoldLineRow>(line =>
        {
            line.ToTable("hold_lines").HasKey(row => new { row.Account, row.Hold, row.Lot });
            line.Property(row => row.Account).HasColumnName("account");
            line.Property(row => row.Hold).HasColumnName("hold");
            line.Property(row => row.Lot).HasColumnName("lot");
            line.Property(row => row.Amount).HasColumnName("amount");
        });
        modelBuilder.Entity<JournalRow>(entry =>
        {
            entry.ToTable("journal").HasKey(row => row.Id);
            entry.Property(row => row.Id).HasColumnName("id").UseIdentityAlwaysColumn();
            entry.Property(row => row.Account).HasColumnName("account");
            entry.Property(row => row.Kind).HasColumnName("kind");
            entry.Property(row => row.Hold).HasColumnName("hold");
            entry.Property(row => row.Amount).HasColumnName("amount");
            entry.Property(row => row.AvailableAfter).HasColumnName("available_after");
            entry.Property(row => row.At).HasColumnName("at");
        });
    }
}
